import type { AddressInfo } from 'node:net'
import { AccountExport } from '@worksmart/types/account-export'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { aLife } from '../../test/a-life.ts'
import { createTestApp, type Person, type TestApp } from '../../test/app.ts'
import { createDocumentsApp, type DocumentsApp } from '../../test/documents-app.ts'
import { aCheckin, aDocument } from '../../test/factories.ts'
import { makeStorage } from '../storage/storage.ts'

let t: DocumentsApp
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
  await aLife(t, t.people.member, 'mine', 'MINE')
})
afterAll(() => t.close())

async function exportOf(who: Person, app: TestApp = t): Promise<AccountExport> {
  const answer = await app.as(who, 'GET', '/me/export')
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

describe('a file', () => {
  test('is one address that gives its bytes, and where it lies is not told', async () => {
    const answer = await t.as(t.people.member, 'GET', '/me/export')
    expect(answer.body).not.toMatch(/storage_?key/i)
    const { documents, exportedAt } = answer.json() as AccountExport
    const [ready, waits] = [
      documents.find((one) => one.name === 'mine.txt'),
      documents.find((one) => one.name === 'mine-waits.pdf'),
    ]
    expect(ready?.downloadObstacle).toBeNull()
    expect(ready?.extractedData).toMatchObject({ result: { summary: [{ text: 'Invoice' }] } })
    expect(answer.body.match(/X-Amz-Signature=/g)).toHaveLength(1)
    const file = await fetch(ready?.download?.url ?? '')
    expect([file.status, await file.text()]).toEqual([200, 'mine bytes of MINE'])
    const lifeMs = Date.parse(ready?.download?.expiresAt ?? '') - Date.parse(exportedAt)
    expect(lifeMs).toBeGreaterThan(59 * 60_000)
    expect(lifeMs).toBeLessThan(61 * 60_000)
    expect(waits).toMatchObject({ download: null, downloadObstacle: 'not_ready' })
  })

  test.each([
    ['no storage is configured', () => null, 'not_configured'],
    [
      'the storage is away',
      () => makeStorage({ ...t.settings, endpoint: 'http://127.0.0.1:9', timeoutMs: 500 }),
      'unavailable',
    ],
  ])('has a reason instead when %s, and the rest is there', async (_what, storageOf, reason) => {
    const storage = storageOf()
    const app = await createTestApp({
      adminUrl: inject('adminUrl'),
      override: () => ({ storage }),
    })
    try {
      const { member } = app.people
      await aDocument(app, member, { name: 'here.pdf' })
      await aCheckin(app, member)
      const data = await exportOf(member, app)
      expect(data.documents).toEqual([
        expect.objectContaining({ name: 'here.pdf', download: null, downloadObstacle: reason }),
      ])
      expect(data.checkins).toHaveLength(1)
    } finally {
      await app.close()
      storage?.close()
    }
  })
})

describe('the answer', () => {
  test('is a file to save that nobody keeps, and a line of the log', async () => {
    const { other } = t.people
    await t.sql("delete from audit_values; delete from audit_log where action = 'me.exported'")
    const answer = await t.as(other, 'GET', '/me/export')
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="worksmart-export-\d{4}-\d\d-\d\d\.json"$/,
    )
    const lines = await t.sql(
      "select actor_id, object_type, object_id from audit_log where action = 'me.exported'",
    )
    expect(lines).toEqual([{ actor_id: other.id, object_type: 'user', object_id: other.id }])
  })

  test('takes no query, so that it cannot be asked about another', async () => {
    const answer = await t.as(t.people.admin, 'GET', `/me/export?userId=${t.people.member.id}`)
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'request.invalid'])
  })

  test('of 5,000 check-ins starts to arrive before it is complete, and has each once', async () => {
    const { admin } = t.people
    await t.sql(
      `insert into checkins (workspace_id, id, user_id, activity, minutes, work_date, source, created_at)
       select $1, gen_random_uuid(), $2, 'row ' || n, 1 + n % 100, '2026-11-20', 'import',
         timestamptz '2026-11-24 09:00Z' - (n / 10) * interval '1 second'
       from generate_series(1, 5000) n`,
      [admin.workspaceId, admin.id],
    )
    await t.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = t.app.server.address() as AddressInfo
    const answer = await fetch(`http://localhost:${port}/me/export`, {
      headers: { 'x-user-id': admin.id },
    })
    expect(answer.headers.get('transfer-encoding')).toBe('chunked')
    const chunks: Uint8Array[] = []
    for await (const chunk of answer.body ?? []) chunks.push(chunk as Uint8Array)
    expect(chunks.length).toBeGreaterThan(3)
    const data = AccountExport.parse(JSON.parse(Buffer.concat(chunks).toString()))
    expect(new Set(data.checkins.map((row) => row.id)).size).toBe(5000)
    expect(data.checkins).toHaveLength(5000)
  })

  test('is rare: it counts against the limit of exports', async () => {
    const app = await createTestApp({
      adminUrl: inject('adminUrl'),
      override: () => ({
        requestLimits: {
          read: { count: 100, windowMs: 60_000 },
          write: { count: 100, windowMs: 60_000 },
          stranger: { count: 100, windowMs: 60_000 },
          export: { count: 2, windowMs: 3_600_000 },
        },
      }),
    })
    const ask = (who: Person, url: string) => app.as(who, 'GET', url)
    const { member, other } = app.people
    expect((await ask(member, '/checkins/export')).statusCode).toBe(200)
    expect((await ask(member, '/me/export')).statusCode).toBe(200)
    const third = await ask(member, '/me/export')
    expect([third.statusCode, third.json().code]).toEqual([429, 'rate.limited'])
    expect((await ask(other, '/me/export')).statusCode).toBe(200)
    await app.close()
  })
})
