import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { quoteCsv } from '../src/checkins/checkin-export.ts'
import { createTestApp, type TestApp } from './app.ts'
import { parseCsv } from './csv.ts'
import { aCheckin } from './factories.ts'

let t: TestApp
const many = 5000
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  const { member } = t.people
  await t.sql(
    `insert into checkins (workspace_id, id, user_id, activity, minutes, work_date, source, created_at)
     select $1, gen_random_uuid(), $2, 'row ' || n, 1 + n % 100, '2026-11-20', 'import',
       timestamptz '2026-11-24 09:00Z' - (n / 10) * interval '1 second'
     from generate_series(1, $3::int) n`,
    [member.workspaceId, member.id, many],
  )
})
afterAll(() => t.close())

describe('the export', () => {
  test.each(['csv', 'json'])('of 5,000 rows in %s has each row once', async (format) => {
    const answer = await t.as(t.people.member, 'GET', `/checkins/export?format=${format}`)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="check-ins.${format}"`)
    const ids =
      format === 'json'
        ? answer.json().map((row: { id: string }) => row.id)
        : parseCsv(answer.body)
            .slice(1)
            .map((row) => row[0])
    expect(ids).toHaveLength(many)
    expect(new Set(ids).size).toBe(many)
    const [sum] = await t.sql<{ n: number }>('select sum(minutes)::int as n from checkins')
    const stats = await t.as(t.people.member, 'GET', '/checkins/stats')
    expect(stats.json()).toMatchObject({ count: many, minutes: sum?.n })
  })

  test('starts to arrive before it is complete', async () => {
    await t.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = t.app.server.address() as AddressInfo
    const answer = await fetch(`http://localhost:${port}/checkins/export?format=json`, {
      headers: { 'x-user-id': t.people.member.id },
    })
    expect(answer.headers.get('transfer-encoding')).toBe('chunked')
    let chunks = 0
    for await (const chunk of answer.body ?? []) chunks += (chunk as Uint8Array).length > 0 ? 1 : 0
    expect(chunks).toBeGreaterThan(1)
  })

  test('of nobody’s rows is an empty array, or a head alone', async () => {
    const json = await t.as(t.people.other, 'GET', '/checkins/export?format=json')
    expect(json.body).toBe('[]')
    const csv = await t.as(t.people.other, 'GET', '/checkins/export')
    expect(parseCsv(csv.body)).toEqual([
      'id userId text activity minutes tags workDate startedAt endedAt timeZone projectId taskId source createdAt updatedAt version'.split(
        ' ',
      ),
    ])
  })

  test('says no before it sends anything', async () => {
    const other = t.people.other.id
    const answer = await t.as(t.people.member, 'GET', `/checkins/export?userId=${other}`)
    expect(answer.json()).toMatchObject({ status: 403, code: 'permission.denied' })
  })

  test('keeps a spreadsheet from running a cell', async () => {
    const { other } = t.people
    const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '=cmd|" /C calc"!A0']
    for (const activity of hostile) await aCheckin(t, other, { activity, tags: ['=evil'] })
    const answer = await t.as(other, 'GET', '/checkins/export')
    const [, ...rows] = parseCsv(answer.body)
    expect(rows.map((row) => row[3]).sort()).toEqual(hostile.map((cell) => `'${cell}`).sort())
    for (const row of rows) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
  })
})

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1', "'=1"],
  ['-"a"', '"\'-""a"""'],
  ['', ''],
])('a cell of %j is written as %j', (text, cell) => {
  expect(quoteCsv(text)).toBe(cell)
})
