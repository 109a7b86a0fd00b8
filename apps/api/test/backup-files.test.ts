// Whether the files of a backup are where its rows say, with a real object store.

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { makeBackup, verifyBackup } from '../src/backup/backup.ts'
import { compareFiles, FilesNotCompared, type FilesReport } from '../src/backup/compare-files.ts'
import { connectBackup } from '../src/backup/connect-backup.ts'
import { selectFiles } from '../src/backup/documents.queries.ts'
import { documentKey, makeStorage } from '../src/storage/storage.ts'
import { aFile, createDocumentsApp, type DocumentsApp, day } from './documents-app.ts'

const secret = 'a key of the test, long enough to be one'
let t: DocumentsApp
let s3: S3Client
let folder: string
let count = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'worksmart-files-'))
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
  const { endpoint, region, credentials } = t.settings
  s3 = new S3Client({
    ...{ region, forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' },
    ...(endpoint ? { endpoint } : {}),
    ...(credentials ? { credentials } : {}),
  })
})
afterAll(async () => {
  s3.destroy()
  await t.close()
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  for (const Key of await t.keys())
    await s3.send(new DeleteObjectCommand({ Bucket: t.settings.bucket, Key }))
  await t.sql('delete from document_links')
  await t.sql('delete from documents')
})

const put = (Key: string, Body: string) => {
  const ChecksumSHA256 = createHash('sha256').update(Body).digest('base64')
  return s3.send(new PutObjectCommand({ Bucket: t.settings.bucket, Key, Body, ChecksumSHA256 }))
}
const keyOf = (documentId: string) =>
  documentKey({ workspaceId: t.people.member.workspaceId, documentId })
const options = () => ({ databaseUrl: t.urlFor('postgres'), secret })
const backUp = (at = new Date()) => makeBackup(join(folder, `${++count}`), at, options())

async function filesOf(path: string): Promise<FilesReport> {
  const { files } = await verifyBackup(path, options(), { storage: t.storage, limitMs: 60_000 })
  if (files === null || files instanceof FilesNotCompared) throw new Error(`${files}`)
  return files
}

describe('the files of a backup', () => {
  test('are all there, with their sizes and checksums', async () => {
    for (const text of ['one', 'two', 'three']) await t.upload(t.people.member, { bytes: text })
    expect(await filesOf(await backUp())).toEqual({
      ...{ compared: 3, hashed: 3, missing: 0, different: 0, stray: 0, newer: 0 },
      examples: [],
    })
  })

  test('that are gone, of another size or with other bytes are named by their documents', async () => {
    const [gone, longer, other] = await Promise.all(
      ['gone', 'longer', 'other'].map((bytes) => t.upload(t.people.member, { bytes })),
    )
    const path = await backUp()
    await s3.send(
      new DeleteObjectCommand({ Bucket: t.settings.bucket, Key: keyOf(gone?.id ?? '') }),
    )
    await put(keyOf(longer?.id ?? ''), 'longer than it was')
    await put(keyOf(other?.id ?? ''), 'OTHER')
    const { examples, ...counts } = await filesOf(path)
    expect(counts).toEqual({
      ...{ compared: 3, hashed: 1, missing: 1, different: 2, stray: 0, newer: 0 },
    })
    expect(examples.sort()).toEqual(
      [
        `The file of the document ${gone?.id} is not in the storage.`,
        `The file of the document ${longer?.id} has 18 bytes instead of 6.`,
        `The file of the document ${other?.id} has other bytes than it was uploaded with.`,
      ].sort(),
    )
  })

  test('that no document knows are told when they were old, and are no fault when they are young', async () => {
    await t.upload(t.people.member)
    const stray = keyOf(v7())
    await put(stray, 'nobody knows it')
    const young = await filesOf(await backUp())
    expect([young.stray, young.newer, young.examples]).toEqual([0, 1, []])
    const old = await filesOf(await backUp(new Date(Date.now() + 3 * day)))
    expect([old.stray, old.newer, old.examples]).toEqual([
      1,
      0,
      [`No document of the backup knows the object ${stray}.`],
    ])
  })

  test('of a document that is being purged are not missed', async () => {
    const { id } = await t.upload(t.people.member)
    await t.sql("update documents set status = 'purging', deleted_at = now() where id = $1", [id])
    await t.storage.removeDocument({
      workspaceId: t.people.member.workspaceId,
      documentId: id,
    })
    expect(await filesOf(await backUp())).toMatchObject({ compared: 0, missing: 0 })
  })

  test('are compared page by page, and at most twenty are told one by one', async () => {
    const { id } = await t.upload(t.people.member)
    await t.sql(
      `insert into documents select (jsonb_populate_record(d, jsonb_build_object('id',
         '018f0000-0000-7000-8000-' || lpad(n::text, 12, '0'),
         'storage_key', 'documents/' || d.workspace_id || '/018f0000-0000-7000-8000-' || lpad(n::text, 12, '0')
       ))).* from documents d, generate_series(1, 620) n where d.id = $1`,
      [id],
    )
    await Promise.all(
      Array.from({ length: 410 }, (_, i) =>
        put(keyOf(`018f0000-0000-7000-8000-${String(i + 1).padStart(12, '0')}`), 'x'),
      ),
    )
    const report = await filesOf(await backUp())
    expect(report).toMatchObject({ compared: 621, missing: 210, different: 410, hashed: 1 })
    expect(report.examples).toHaveLength(20)
  })
})

describe('a comparison that cannot be made is no pass', () => {
  const comparing = (storage = t.storage, clock = () => 0) => {
    const pool = connectBackup(t.urlFor('postgres'))
    const rows = selectFiles(pool)
    const check = { rows, storage, madeAt: new Date(), limitMs: 5000, clock }
    return compareFiles(check).finally(() => pool.end())
  }

  test('the store is away', async () => {
    await t.upload(t.people.member)
    const away = makeStorage({ ...t.settings, endpoint: 'http://127.0.0.1:1', timeoutMs: 300 })
    await expect(comparing(away)).rejects.toThrow(FilesNotCompared)
    await expect(comparing(away)).rejects.toThrow(/storage\.(unavailable|timeout)/)
    away.close()
  })

  test('the keys are wrong', async () => {
    const foreign = makeStorage({
      ...t.settings,
      credentials: { accessKeyId: 'somebody', secretAccessKey: 'else' },
    })
    await expect(comparing(foreign)).rejects.toThrow('storage.unavailable')
    foreign.close()
  })

  test('the time is over', async () => {
    for (const bytes of ['a', 'b', 'c']) await t.upload(t.people.member, { bytes })
    let ms = 0
    const slow = () => {
      ms += 2000
      return ms
    }
    await expect(comparing(t.storage, slow)).rejects.toThrow(
      'The time of 5 s was over after 2 documents.',
    )
  })
})

// Each of them is a process of its own, on a machine that may be busy.
describe('the command', { timeout: 180_000 }, () => {
  async function run(words: string[], env: Record<string, string | undefined> = {}) {
    const { settings } = t
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'src/backup/backup-cli.ts', ...words],
      {
        cwd: join(import.meta.dirname, '..'),
        env: {
          PATH: process.env.PATH,
          NODE_ENV: 'production',
          DATABASE_URL: t.urlFor('postgres'),
          BACKUP_KEY: secret,
          S3_BUCKET: settings.bucket,
          S3_ENDPOINT: settings.endpoint ?? '',
          S3_REGION: settings.region,
          S3_ACCESS_KEY_ID: settings.credentials?.accessKeyId,
          S3_SECRET_ACCESS_KEY: settings.credentials?.secretAccessKey,
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        said += chunk
      })
    const code = await new Promise<number | null>((ended) => child.on('close', ended))
    return { code, said }
  }

  test('ends with 0, or with a code of its own for each thing that is wrong', async () => {
    const { id } = await t.upload(t.people.member, aFile())
    const path = await backUp()
    const noFiles = { S3_ENDPOINT: '', S3_BUCKET: '' }
    const noKeys = { S3_ACCESS_KEY_ID: '', S3_SECRET_ACCESS_KEY: '' }
    const [whole, away, half, rows] = await Promise.all([
      run(['verify', path]),
      run(['verify', path], { S3_ENDPOINT: 'http://127.0.0.1:1' }),
      run(['verify', path, '--rows-only'], noFiles),
      run(['verify', path, '--rows-only'], { ...noFiles, ...noKeys }),
    ])
    expect(whole).toEqual({
      code: 0,
      said: expect.stringContaining('Files: 1 compared, 1 of them with their checksum; 0 missing'),
    })
    expect(away).toEqual({
      code: 4,
      said: expect.stringContaining('The backup is good, but its files were not compared'),
    })
    expect(half).toEqual({
      code: 78,
      said: expect.stringContaining('S3_ACCESS_KEY_ID is set and S3_BUCKET is missing.'),
    })
    expect(rows).toEqual({ code: 0, said: expect.stringContaining('were not looked at') })
    await s3.send(new DeleteObjectCommand({ Bucket: t.settings.bucket, Key: keyOf(id) }))
    expect(await run(['verify', path])).toEqual({
      code: 3,
      said: expect.stringContaining(`The file of the document ${id} is not in the storage.`),
    })
    const file = await open(path, 'r+')
    await file.write(Buffer.from('x'), 0, 1, 400)
    await file.close()
    expect(await run(['verify', path])).toEqual({
      code: 1,
      said: expect.stringContaining('Nothing was read'),
    })
  })

  test('names every setting that is missing or wrong, and wrong words', async () => {
    const { code, said } = await run(['now'], {
      ...{ DATABASE_URL: '', BACKUP_KEY: 'short', BACKUP_HOUR: '25', S3_BUCKET: '' },
    })
    expect(code).toBe(78)
    expect(said.trim().split('\n')).toHaveLength(1)
    for (const name of ['DATABASE_URL is missing', 'BACKUP_KEY: ', 'BACKUP_HOUR: ', 'S3_BUCKET'])
      expect(said).toContain(name)
    expect(said).not.toContain('BACKUP_KEY is missing')
    const wrong = [[], ['verify'], ['now', 'please'], ['restore', 'a', 'b'], ['delete']]
    const answers = await Promise.all(wrong.map((words) => run(words)))
    expect(answers.map((one) => one.code)).toEqual([2, 2, 2, 2, 2])
  })
})
