// The objects of one bucket: a file of facts for each key, and all of them in memory, sorted.
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { StartRefused } from '../start-refused.ts'
import type { Checksums } from './digests.ts'
import { removeFile, syncFolder, writeDurably } from './durable-files.ts'

export interface StoredObject {
  key: string
  blob: string
  sizeBytes: number
  /** With its quotes. */
  etag: string
  /** ISO 8601. */
  lastModified: string
  /** Content-Type and the like, and user metadata, by answer header. */
  headers: Record<string, string>
  checksums: Checksums
}

export interface Bucket {
  name: string
  get(key: string): StoredObject | undefined
  /** All keys in the order of their UTF-8 bytes. */
  keys(): readonly string[]
  /** Where a key is in `keys()`, or where it would be. */
  indexOf(key: string): number
  put(object: StoredObject): Promise<void>
  remove(key: string): Promise<void>
}

/**
 * Makes the bucket when it is missing and reads what it holds. An object whose bytes are gone is
 * not there. Throws `StartRefused` for a file that is not of this store.
 */
export function openBucket(
  buckets: string,
  name: string,
  scratch: string,
  hasBlob: (blob: string) => boolean,
): Bucket {
  const folder = join(buckets, name)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const objects = readObjects(folder, hasBlob)
  const keys = [...objects.keys()].sort(compareKeys)
  const indexOf = (key: string) => lowerBound(keys, key)
  // No length limit, no path and no difference in case is left in a name made of a digest.
  const fileOf = (key: string) =>
    join(folder, `${createHash('sha256').update(key).digest('hex')}.json`)

  return {
    name,
    get: (key) => objects.get(key),
    keys: () => keys,
    indexOf,
    put: async (object) => {
      const draft = join(scratch, randomUUID())
      await writeDurably(draft, (handle) => handle.writeFile(JSON.stringify(object)))
      await rename(draft, fileOf(object.key))
      await syncFolder(folder)
      if (!objects.has(object.key)) keys.splice(indexOf(object.key), 0, object.key)
      objects.set(object.key, object)
    },
    remove: async (key) => {
      await removeFile(fileOf(key))
      await syncFolder(folder)
      if (objects.delete(key)) keys.splice(indexOf(key), 1)
    },
  }
}

function readObjects(
  folder: string,
  hasBlob: (blob: string) => boolean,
): Map<string, StoredObject> {
  const objects = new Map<string, StoredObject>()
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    try {
      const object = JSON.parse(readFileSync(file, 'utf8')) as StoredObject
      if (hasBlob(object.blob)) objects.set(object.key, object)
    } catch {
      throw new StartRefused(
        `The object store cannot read ${file}. Move it away, then start again.`,
      )
    }
  }
  return objects
}

/** S3's order. JavaScript's own differs from it above U+D7FF. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

function lowerBound(keys: readonly string[], key: string): number {
  let from = 0
  let to = keys.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (compareKeys(keys[middle] ?? '', key) < 0) from = middle + 1
    else to = middle
  }
  return from
}
