// A file that was not found clean is opened by nobody, whatever becomes of the scanner; and what waits
// is scanned in the end.

import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { runJob } from '../src/jobs/jobs.ts'
import type { Person } from './app.ts'
import { harmful } from './clamd.ts'
import { day } from './documents-app.ts'
import { aLink, aProject } from './factories.ts'
import { createScansApp, honest, type ScansApp } from './scans-app.ts'
import { aFreePort } from './spawn.ts'

let t: ScansApp
beforeAll(async () => {
  t = await createScansApp(inject('adminUrl'))
})
afterEach(() => t.heal())
afterAll(() => t.close())

const download = (who: Person, id: string) => t.as(who, 'GET', `/documents/${id}/download`)
const analyze = (who: Person, id: string) =>
  t.as(who, 'POST', `/documents/${id}/analyze`, { body: { again: false } })
const notReady = { status: 409, code: 'document.not_ready' }

describe('a file whose scan finds nothing', () => {
  test('is scanned right after its confirmation, then opened, indexed and in the log', async () => {
    const { member } = t.people
    const made = await t.upload(member, { bytes: 'a harmless note' })
    expect(made).toMatchObject({ status: 'scanning', version: 1 })
    await t.settled()
    const answer = await t.as(member, 'GET', `/documents/${made.id}`)
    expect(answer.json()).toMatchObject({ status: 'ready', version: 2 })
    const { url } = (await download(member, made.id)).json()
    expect(await (await fetch(url)).text()).toBe('a harmless note')
    expect(t.clamd.received.map(String)).toEqual(['a harmless note'])
    expect(await t.indexed(made.id)).toBe(1)
    expect((await t.logOf(made.id)).slice(0, 2)).toEqual([
      { action: 'document.created', actor_role: 'member', reason: null },
      { action: 'document.scanned', actor_role: 'member', reason: null },
    ])
    expect((await analyze(member, made.id)).json()).toMatchObject({ code: 'ai.off' })
    expect(await t.runScans()).toMatchObject({ clean: 0, waiting: 0 })
  })

  test('does not make its confirmation wait', async () => {
    t.judge(() => null)
    t.place.limitMs = 1500
    const made = await t.upload(t.people.member)
    await expect.poll(() => t.clamd.received.length).toBe(1)
    expect(await t.rowOf(made.id)).toMatchObject({ status: 'scanning', scan_tries: 1 })
    await t.settled()
    expect(await t.rowOf(made.id)).toMatchObject({ status: 'scanning', scan_tries: 1, version: 1 })
  })
})

describe('a file that waits for its scan', () => {
  test('is neither downloaded, analysed nor indexed, whoever asks, and can be linked, renamed and deleted', async () => {
    const { member, manager, admin, other, stranger } = t.people
    t.place.port = await aFreePort()
    const { id } = await t.upload(member)
    await t.settled()
    for (const who of [other, stranger, manager]) {
      expect((await download(who, id)).statusCode, who.email).toBe(404)
      expect((await analyze(who, id)).statusCode, who.email).toBe(404)
    }
    await aLink(t, member, id, { projectId: await aProject(t, member, { key: 'ONE' }) })
    for (const who of [member, manager, admin, other]) {
      expect((await download(who, id)).json(), who.email).toMatchObject(notReady)
    }
    for (const who of [member, manager, admin]) {
      expect((await analyze(who, id)).json(), who.email).toMatchObject(notReady)
    }
    expect((await analyze(other, id)).statusCode).toBe(403)
    expect((await download(stranger, id)).statusCode).toBe(404)
    expect(await t.indexed(id)).toBe(0)
    const change = { body: { name: 'other.txt' }, ifMatch: `"${id}.1"` }
    const renamed = await t.as(member, 'PATCH', `/documents/${id}`, change)
    expect(renamed.json()).toMatchObject({ status: 'scanning', version: 2 })
    const gone = await t.as(member, 'DELETE', `/documents/${id}`, { ifMatch: `"${id}.2"` })
    expect(gone.statusCode).toBe(204)
    const back = await t.as(member, 'POST', `/documents/${id}/restore`)
    expect(back.json()).toMatchObject({ status: 'scanning' })
  })

  test('is scanned once the scanner is there again, later and later while it is not', async () => {
    t.place.port = await aFreePort()
    const { id } = await t.upload(t.people.member)
    await t.settled()
    expect(await t.rowOf(id)).toEqual({
      status: 'scanning',
      scan_tries: 1,
      is_due: false,
      version: 1,
    })
    expect(await t.runScans()).toMatchObject({ postponed: 0, waiting: 1 })
    for (const tries of [2, 3]) {
      await t.wait()
      expect(await t.runScans()).toMatchObject({ clean: 0, postponed: 1, waiting: 1 })
      expect(await t.rowOf(id)).toMatchObject({
        status: 'scanning',
        scan_tries: tries,
        is_due: false,
      })
    }
    expect((await download(t.people.member, id)).json()).toMatchObject(notReady)
    t.place.port = t.clamd.port
    await t.wait()
    expect(await t.runScans()).toMatchObject({ clean: 1, waiting: 0 })
    expect(await t.rowOf(id)).toMatchObject({ status: 'ready', version: 2 })
    expect((await t.logOf(id)).at(1)).toEqual({
      ...{ action: 'document.scanned', actor_role: 'system', reason: null },
    })
    expect((await download(t.people.member, id)).statusCode).toBe(200)
  })

  test('asks a scanner that is away once in a run, however many wait', async () => {
    t.place.port = await aFreePort()
    for (let i = 0; i < 3; i++) await t.upload(t.people.member)
    await t.settled()
    await t.wait()
    expect(await t.runScans()).toMatchObject({ postponed: 1, waiting: 3 })
  })

  test('is never let through when it is too large or makes no sense to the scanner', async () => {
    const small = await t.upload(t.people.member, { bytes: 'small' })
    await t.settled()
    for (const [why, answer] of [
      ['too_large', 'INSTREAM size limit exceeded. ERROR'],
      ['garbled', 'stream: broken ERROR'],
    ]) {
      t.judge(() => answer ?? '')
      const { id } = await t.upload(t.people.member, { bytes: String(why) })
      await t.settled()
      for (let run = 0; run < 3; run++) {
        await t.wait()
        expect(await t.runScans()).toMatchObject({ clean: 0, infected: 0, postponed: 1 })
      }
      expect(await t.rowOf(id)).toMatchObject({ status: 'scanning', scan_tries: 4 })
      await t.sql('delete from documents where id = $1', [id])
      const metrics = t.dependencies.metrics.render()
      expect(metrics).toContain(`worksmart_scans_total{result="${why}"} 1`)
    }
    expect(await t.statusOf(small.id)).toBe('ready')
  })

  test('does not hold up another one behind it', async () => {
    t.judge((file) => (file.includes('odd') ? 'stream: odd ERROR' : honest(file)))
    const odd = await t.upload(t.people.member, { bytes: 'odd' })
    t.place.port = await aFreePort()
    const plain = await t.upload(t.people.member, { bytes: 'plain' })
    await t.settled()
    t.place.port = t.clamd.port
    await t.wait()
    expect(await t.runScans()).toMatchObject({ clean: 1, postponed: 1, waiting: 1 })
    expect([await t.statusOf(odd.id), await t.statusOf(plain.id)]).toEqual(['scanning', 'ready'])
  })

  test('waits on when no scanner is set any more, and the log says so', async () => {
    t.place.port = await aFreePort()
    const { id } = await t.upload(t.people.member)
    await t.settled()
    const lines: string[] = []
    const log = (line: string) => void lines.push(line)
    const deps = { ...t.jobs, scanner: null, log }
    expect(await runJob(deps, 'scan-documents')).toMatchObject({ waiting: 1, clean: 0 })
    expect(lines).toEqual(['No scanner is set (CLAMD_ADDRESS), and files wait for a scan: 1.'])
    expect(await t.statusOf(id)).toBe('scanning')
  })
})

describe('a file in which something harmful was found', () => {
  test('is quarantined, opened by nobody, not indexed, and named in the log', async () => {
    const { member, manager, admin, other } = t.people
    const { id } = await t.upload(member, { bytes: `note ${harmful}` })
    await t.settled()
    expect(await t.rowOf(id)).toMatchObject({ status: 'quarantined', version: 2 })
    expect(await t.logOf(id)).toEqual([
      { action: 'document.created', actor_role: 'member', reason: null },
      { action: 'document.quarantined', actor_role: 'member', reason: 'Test.Harmful' },
    ])
    await aLink(t, member, id, { projectId: await aProject(t, member, { key: 'TWO' }) })
    for (const who of [member, manager, admin, other]) {
      expect((await download(who, id)).json(), who.email).toMatchObject(notReady)
    }
    for (const who of [member, manager, admin]) {
      expect((await analyze(who, id)).json(), who.email).toMatchObject(notReady)
    }
    expect(await t.indexed(id)).toBe(0)
    await t.wait()
    await t.runScans()
    expect(await t.statusOf(id)).toBe('quarantined')
  })

  test('is deleted like any other, stays harmful when it is brought back, and is purged', async () => {
    const { member } = t.people
    const { id } = await t.upload(member, { bytes: `file ${harmful}` })
    await t.settled()
    const url = `/documents/${id}`
    const gone = await t.as(member, 'DELETE', url, { ifMatch: `"${id}.2"` })
    expect(gone.statusCode).toBe(204)
    const back = await t.as(member, 'POST', `${url}/restore`)
    expect(back.json()).toMatchObject({ status: 'quarantined' })
    expect((await download(member, id)).json()).toMatchObject(notReady)
    await t.as(member, 'DELETE', url, { ifMatch: `"${id}.4"` })
    await t.sql("update documents set deleted_at = now() - interval '31 days' where id = $1", [id])
    await t.sweep(3 * day)
    expect(await t.rowOf(id)).toBeUndefined()
    expect((await t.keys()).filter((key) => key.includes(id))).toEqual([])
  })

  test('found by the job, is quarantined in nobody’s name', async () => {
    t.place.port = await aFreePort()
    const { id } = await t.upload(t.people.member, { bytes: `late ${harmful}` })
    await t.settled()
    t.place.port = t.clamd.port
    await t.wait()
    expect(await t.runScans()).toMatchObject({ infected: 1, waiting: 0 })
    expect((await t.logOf(id)).at(-1)).toEqual({
      ...{ action: 'document.quarantined', actor_role: 'system', reason: 'Test.Harmful' },
    })
  })

  test('never becomes ready again, whoever writes it', async () => {
    const { id } = await t.upload(t.people.member, { bytes: `never ${harmful}` })
    await t.settled()
    for (const status of ['ready', 'scanning']) {
      const change = t.sql('update documents set status = $2 where id = $1', [id, status])
      await expect(change).rejects.toThrow('does not become')
    }
    expect(await t.statusOf(id)).toBe('quarantined')
  })
})
