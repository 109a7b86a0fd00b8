// Scans by several at once, by processes that are killed, and with the real scanner.

import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { scanDocuments } from '../src/jobs/scan-documents.ts'
import { startApiProcess } from './api-process.ts'
import { harmful, signature, startClamd, whyNoClamd } from './clamd.ts'
import { aFile, put } from './documents-app.ts'
import { startFakeClamd } from './fake-clamd.ts'
import { createScansApp, honest, type ScansApp } from './scans-app.ts'
import { aFreePort, runEntry, startEntry } from './spawn.ts'

let t: ScansApp
beforeAll(async () => {
  t = await createScansApp(inject('adminUrl'))
})
afterEach(() => t.heal())
afterAll(() => t.close())

describe('several at once', () => {
  test('the api and two jobs scan each file once', async () => {
    t.place.port = await aFreePort()
    const texts = Array.from({ length: 12 }, (_, i) => `file ${i}${i % 4 ? '' : harmful}`)
    const made = []
    for (const bytes of texts) made.push(await t.upload(t.people.member, { bytes }))
    await t.settled()
    t.clamd.received.length = 0
    t.place.port = t.clamd.port
    await t.wait()
    // Past the lock of the job, as two that missed each other.
    const runs = await Promise.all([scanDocuments(t.jobs), scanDocuments(t.jobs), t.runScans()])
    const total = (name: string) => runs.reduce((sum, run) => sum + (run?.[name] ?? 0), 0)
    expect([total('clean'), total('infected'), total('postponed')]).toEqual([9, 3, 0])
    expect(t.clamd.received.map(String).sort()).toEqual([...texts].sort())
    for (const [i, { id }] of made.entries()) {
      expect(await t.statusOf(id)).toBe(i % 4 ? 'ready' : 'quarantined')
      const verdicts = (await t.logOf(id)).filter(({ action }) => action !== 'document.created')
      expect(verdicts).toHaveLength(1)
    }
  })

  test('a verdict that comes after somebody else took over is not written', async () => {
    const [first, second] = [await aPatientClamd(), await aPatientClamd()]
    t.place.port = first.port
    const { id } = await t.upload(t.people.member, { bytes: `taken over ${harmful}` })
    await expect.poll(() => first.received.length).toBe(1)
    await t.wait()
    t.place.port = second.port
    const run = t.runScans()
    await expect.poll(() => second.received.length).toBe(1)
    first.answer('stream: OK')
    await t.settled()
    expect(await t.rowOf(id)).toMatchObject({ status: 'scanning', scan_tries: 2, version: 1 })
    second.answer('stream: Test.Harmful FOUND')
    expect(await run).toMatchObject({ infected: 1, waiting: 0 })
    expect(await t.rowOf(id)).toMatchObject({ status: 'quarantined', scan_tries: 2, version: 2 })
    expect(await t.logOf(id)).toHaveLength(2)
    await Promise.all([first.close(), second.close()])
  })
})

/** Answers when it is told to. */
async function aPatientClamd() {
  let answer: (verdict: string) => void = () => {}
  const fake = await startFakeClamd({
    answer: (socket) => {
      answer = (verdict) => void socket.end(`${verdict}\0`)
    },
  })
  return { ...fake, answer: (verdict: string) => answer(verdict) }
}

describe('killed', () => {
  const serving = () => ({
    databaseUrl: t.urlFor('ws_app'),
    ownerUrl: t.urlFor('postgres'),
    settings: t.settings,
    env: { CLAMD_ADDRESS: `127.0.0.1:${t.clamd.port}` },
  })

  test('in the middle of a scan, the api leaves the file to the job, which waits until it is surely dead', async () => {
    const { member } = t.people
    const file = aFile({ bytes: 'scanned by nobody so far' })
    const upload = await t.begin(member, file)
    await put(upload, file.bytes)
    const api = await startApiProcess(serving())
    t.judge(() => null)
    const { uploadId } = upload
    const { id } = (await (await api.ask(member, 'POST', '/documents', { uploadId })).json()) as {
      id: string
    }
    await expect.poll(() => t.clamd.received.length).toBe(1)
    await api.kill9()
    t.judge(honest)
    expect(await t.runScans()).toMatchObject({ clean: 0, waiting: 1 })
    expect(await t.rowOf(id)).toMatchObject({ status: 'scanning', is_due: false })
    await t.wait()
    expect(await t.runScans()).toMatchObject({ clean: 1, waiting: 0 })
    expect(await t.statusOf(id)).toBe('ready')
  })

  test('between the confirmation and its scan, the file is the job’s at once', async () => {
    const id = (await t.upload(t.people.member, { bytes: 'made and left' })).id
    await t.settled()
    const left = v7()
    await t.sql(
      `insert into documents (workspace_id, id, uploader_id, name, mime, size_bytes, sha256,
         storage_key, status) select workspace_id, $2, uploader_id, name, mime, size_bytes, sha256,
         'none', 'scanning' from documents where id = $1`,
      [id, left],
    )
    // Its object is not there, which is no verdict either.
    expect(await t.runScans()).toMatchObject({ clean: 0, postponed: 1 })
    expect(await t.rowOf(left)).toMatchObject({ status: 'scanning', scan_tries: 1 })
  })

  test('what was being scanned when the api stopped in order is the job’s at once', async () => {
    const own = await createScansApp(inject('adminUrl'))
    own.judge(() => null)
    const { id } = await own.upload(own.people.member)
    await expect.poll(() => own.clamd.received.length).toBe(1)
    const startedAt = performance.now()
    await own.app.close()
    expect(performance.now() - startedAt).toBeLessThan(3000)
    expect(await own.rowOf(id)).toMatchObject({ status: 'scanning', is_due: true })
    own.judge(honest)
    expect(await own.runScans()).toMatchObject({ clean: 1, waiting: 0 })
    await own.close()
  })
})

describe('the entries of production', () => {
  const settings = () => ({
    ...{ NODE_ENV: 'production', DATABASE_URL: t.urlFor('postgres') },
    ...{ S3_BUCKET: t.store.bucket, S3_ENDPOINT: t.store.url, S3_REGION: t.store.region },
    ...{ S3_ACCESS_KEY_ID: t.store.accessKeyId, S3_SECRET_ACCESS_KEY: t.store.secretAccessKey },
    CLAMD_ADDRESS: `127.0.0.1:${t.clamd.port}`,
  })

  test('cron and worker scan what waits, and the worker counts it', async () => {
    t.place.port = await aFreePort()
    const forCron = await t.upload(t.people.member, { bytes: 'for cron' })
    await t.settled()
    await t.wait()
    const cron = await runEntry('cron.ts', settings(), ['scan-documents'])
    expect([cron.code, cron.stderr]).toEqual([0, ''])
    expect(cron.stdout).toContain(
      'scan-documents: {"clean":1,"infected":0,"postponed":0,"waiting":0',
    )
    expect(await t.statusOf(forCron.id)).toBe('ready')

    const forWorker = await t.upload(t.people.member, { bytes: `for the worker ${harmful}` })
    const waiting = await t.upload(t.people.member, { bytes: 'not due yet' })
    await t.settled()
    await t.sql('update documents set scan_at = now() where id = $1', [forWorker.id])
    const port = await aFreePort()
    const worker = startEntry('worker.ts', { ...settings(), METRICS_PORT: String(port) })
    const metrics = () =>
      fetch(`http://127.0.0.1:${port}/metrics`).then(
        (answer) => answer.text(),
        () => worker.output.stderr,
      )
    await expect.poll(metrics, { timeout: 20_000 }).toContain('worksmart_documents_waiting 1')
    expect(await metrics()).toContain('worksmart_scans_total{result="infected"} 1')
    expect(await t.statusOf(forWorker.id)).toBe('quarantined')
    expect(await t.statusOf(waiting.id)).toBe('scanning')
    worker.child.kill('SIGTERM')
    expect(await worker.ended).toBe(0)
    const line = `The document ${forWorker.id} was quarantined: Test.Harmful.`
    expect(worker.output.stderr).toContain(line)
  })
})

const missing = whyNoClamd()
describe.skipIf(missing)(`with the clamd of Debian${missing ? ` (${missing})` : ''}`, () => {
  test('a harmless file is ready, a harmful one quarantined, and one that came while it was down is caught up on', async () => {
    const { member } = t.people
    const real = await startClamd()
    try {
      t.place.port = real.port
      const clean = await t.upload(member, { bytes: 'nothing in here' })
      const bad = await t.upload(member, { bytes: `and in here ${harmful}` })
      await t.settled()
      expect([await t.statusOf(clean.id), await t.statusOf(bad.id)]).toEqual([
        'ready',
        'quarantined',
      ])
      expect((await t.logOf(bad.id)).at(-1)?.reason).toBe(signature)
      await real.stop()
      const later = await t.upload(member, { bytes: `while it was down ${harmful}` })
      await t.settled()
      expect(await t.statusOf(later.id)).toBe('scanning')
      await real.start()
      await t.wait()
      expect(await t.runScans()).toMatchObject({ infected: 1, waiting: 0 })
      expect(await t.statusOf(later.id)).toBe('quarantined')
    } finally {
      await real.close()
    }
  })
})
