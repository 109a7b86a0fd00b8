// Where the built-in services of a running local app are, for commands that run beside it.

import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StorageSettings } from './storage/storage.ts'

export const builtInBucket = 'worksmart'

/** What stands in the file: each service writes its own part. */
export type BuiltIn = { databaseUrl?: string; storage?: StorageSettings }

const fileIn = (dataDir: string) => join(dataDir, 'services.json')

/** Adds a service to the file and answers how to remove the file. It holds keys, so only for us. */
export async function noteBuiltIn(dataDir: string, part: BuiltIn): Promise<() => Promise<void>> {
  const { pid: _pid, ...known } = (await readBuiltIn(dataDir)) ?? {}
  const text = JSON.stringify({ ...known, ...part, pid: process.pid })
  await writeFile(fileIn(dataDir), text, { mode: 0o600 })
  return () => rm(fileIn(dataDir), { force: true })
}

/** The services of the app that runs on this folder; null when none does. */
export async function readBuiltIn(dataDir: string): Promise<(BuiltIn & { pid: number }) | null> {
  try {
    const found = JSON.parse(await readFile(fileIn(dataDir), 'utf8')) as BuiltIn & { pid: number }
    process.kill(found.pid, 0)
    return found
  } catch {
    // Absent, half-written, or left behind by a process that is gone.
    return null
  }
}
