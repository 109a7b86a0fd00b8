// The bytes of objects: one file each, named by a UUID and never changed after it got its name.
import { randomUUID } from 'node:crypto'
import { link, open, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { removeFile } from './durable-files.ts'

/** Long enough for a reader that has looked the blob up to open it. */
const retiredLifeMs = 30_000

export interface Blobs {
  /** Moves a scratch file in and returns the blob's name. */
  adopt(file: string): Promise<string>
  /** A second name for the same bytes. */
  duplicate(blob: string): Promise<string>
  /** Opens a blob for reading; the caller closes it. */
  open(blob: string): ReturnType<typeof open>
  /** Removes the blob after the readers in flight. */
  retire(blob: string): void
  /** Removes at once what is retired, and every blob that `isUsed` denies. */
  sweep(isUsed: (blob: string) => boolean): Promise<void>
  names(): Promise<string[]>
  folder: string
}

export function openBlobs(folder: string): Blobs {
  const retired = new Map<string, NodeJS.Timeout>()
  const pathOf = (blob: string) => join(folder, blob)
  return {
    folder,
    names: () => readdir(folder),
    adopt: async (file) => {
      const blob = randomUUID()
      await rename(file, pathOf(blob))
      return blob
    },
    duplicate: async (blob) => {
      const copy = randomUUID()
      await link(pathOf(blob), pathOf(copy))
      return copy
    },
    open: (blob) => open(pathOf(blob), 'r'),
    retire: (blob) => {
      const timer = setTimeout(() => {
        retired.delete(blob)
        // The next start sweeps what could not be removed now.
        removeFile(pathOf(blob)).catch(() => {})
      }, retiredLifeMs)
      timer.unref()
      retired.set(blob, timer)
    },
    sweep: async (isUsed) => {
      for (const timer of retired.values()) clearTimeout(timer)
      retired.clear()
      for (const blob of await readdir(folder)) {
        if (!isUsed(blob)) await removeFile(pathOf(blob))
      }
    },
  }
}
