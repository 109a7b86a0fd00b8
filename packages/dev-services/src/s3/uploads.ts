// Multipart uploads on the disk: a folder for each, with one file of facts and two for each part.
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { removeFile, syncFolder, writeDurably } from './durable-files.ts'
import { noSuchUpload } from './s3-error.ts'
import type { S3Request } from './s3-request.ts'
import type { Store } from './store.ts'

export interface Upload {
  id: string
  bucket: string
  key: string
  headers: Record<string, string>
  /** ISO 8601. */
  initiated: string
}

export interface Part {
  partNumber: number
  /** The file's name in the upload's folder. */
  file: string
  sizeBytes: number
  md5Hex: string
  lastModified: string
}

export async function makeUpload(store: Store, facts: Omit<Upload, 'id'>): Promise<Upload> {
  const upload = { id: randomUUID(), ...facts }
  const draft = join(store.folder.scratch, upload.id)
  await mkdir(draft, { mode: 0o700 })
  await writeFacts(join(draft, 'upload.json'), upload)
  // The folder appears with its facts inside or not at all.
  await rename(draft, folderOf(store, upload.id))
  await syncFolder(store.folder.uploads)
  return upload
}

/** The upload that the request names. Throws `NoSuchUpload` also when it is of another key. */
export async function uploadOf(store: Store, request: S3Request): Promise<Upload> {
  const upload = await readUpload(store, request.param('uploadId') ?? '')
  if (upload?.bucket !== request.bucket || upload.key !== request.key) throw noSuchUpload()
  return upload
}

export async function allUploads(store: Store, bucket: string): Promise<Upload[]> {
  const found: Upload[] = []
  for (const id of await readdir(store.folder.uploads)) {
    const upload = await readUpload(store, id)
    if (upload?.bucket === bucket) found.push(upload)
  }
  return found
}

async function readUpload(store: Store, id: string): Promise<Upload | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null
  try {
    return JSON.parse(await readFile(join(folderOf(store, id), 'upload.json'), 'utf8')) as Upload
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Moves a scratch file in as this part, in place of an earlier one. Needs the upload's lock. */
export async function keepPart(
  store: Store,
  upload: Upload,
  scratchFile: string,
  facts: Omit<Part, 'file'>,
): Promise<void> {
  const folder = folderOf(store, upload.id)
  const before = (await partsOf(store, upload)).find((p) => p.partNumber === facts.partNumber)
  const part: Part = { ...facts, file: randomUUID() }
  await rename(scratchFile, join(folder, part.file))
  const draft = join(store.folder.scratch, randomUUID())
  await writeFacts(draft, part)
  await rename(draft, join(folder, `part-${part.partNumber}.json`))
  await syncFolder(folder)
  if (before) await removeFile(join(folder, before.file))
}

/** All parts by number. */
export async function partsOf(store: Store, upload: Upload): Promise<Part[]> {
  const folder = folderOf(store, upload.id)
  const names = (await readdir(folder)).filter((name) => name.startsWith('part-'))
  const parts = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as Part),
  )
  return parts.sort((a, b) => a.partNumber - b.partNumber)
}

export function partPath(store: Store, upload: Upload, part: Part): string {
  return join(folderOf(store, upload.id), part.file)
}

/** Forgets the upload and its parts. Needs the upload's lock. */
export async function removeUpload(store: Store, upload: Upload): Promise<void> {
  const away = join(store.folder.scratch, randomUUID())
  await rename(folderOf(store, upload.id), away)
  await syncFolder(store.folder.uploads)
  await rm(away, { recursive: true, force: true })
}

function folderOf(store: Store, id: string): string {
  return join(store.folder.uploads, id)
}

async function writeFacts(file: string, facts: unknown): Promise<void> {
  await writeDurably(file, (handle) => handle.writeFile(JSON.stringify(facts)))
}
