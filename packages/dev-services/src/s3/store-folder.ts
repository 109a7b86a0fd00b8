// What the data folder holds: owner.lock, credentials.json, port, scratch/, blobs/, uploads/ and
// buckets/<name>/<SHA-256 of the key>.json.
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { StartRefused } from '../start-refused.ts'

export interface StoreFolder {
  scratch: string
  blobs: string
  uploads: string
  buckets: string
}

/** Makes the folder, readable for its owner alone. Throws `StartRefused` when it cannot. */
export function makeStoreFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new StartRefused(`WorkSmart cannot write in ${folder}: ${(error as Error).message}`)
  }
}

/** Makes the folders inside, and throws away the scratch of an earlier run. Needs the lock. */
export function openStoreFolder(folder: string): StoreFolder {
  const inside: StoreFolder = {
    scratch: join(folder, 'scratch'),
    blobs: join(folder, 'blobs'),
    uploads: join(folder, 'uploads'),
    buckets: join(folder, 'buckets'),
  }
  rmSync(inside.scratch, { recursive: true, force: true })
  for (const path of Object.values(inside)) mkdirSync(path, { recursive: true, mode: 0o700 })
  return inside
}

export interface Credentials {
  accessKeyId: string
  secretAccessKey: string
}

/** The key pair of this folder, made at the first start; only the owner of the file can read it. */
export function credentialsOf(folder: string): Credentials {
  const file = join(folder, 'credentials.json')
  const kept = read(file)
  if (kept !== null) {
    chmodSync(file, 0o600)
    try {
      const { accessKeyId, secretAccessKey } = JSON.parse(kept) as Partial<Credentials>
      if (accessKeyId && secretAccessKey) return { accessKeyId, secretAccessKey }
    } catch {
      // A half-written file protects nothing that could still be signed for: make a new pair.
    }
    rmSync(file)
  }
  const made = {
    accessKeyId: `WS${randomBytes(9).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
  }
  writeFileSync(file, JSON.stringify(made), { flag: 'wx', mode: 0o600 })
  return made
}

/** The port of the last run, or null. */
export function rememberedPort(folder: string): number | null {
  const port = Number(read(join(folder, 'port')) ?? Number.NaN)
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : null
}

export function rememberPort(folder: string, port: number): void {
  writeFileSync(join(folder, 'port'), `${port}\n`)
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
