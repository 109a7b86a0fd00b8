import { expect, test } from 'vitest'
import { aCheckin } from './checkin-test-rows.ts'
import { ApiProblem, type Client, type RequestOptions } from './client.ts'
import { newEntry } from './outbox-entry.ts'
import { isLate } from './outbox-late.ts'
import { sendEntry } from './outbox-send.ts'

const row = aCheckin({ text: '1h #dev write yesterday', activity: 'write', tags: ['dev'] })
const entryTyped = (today: string) =>
  newEntry({
    key: row.id,
    checkinId: row.id,
    write: { kind: 'create', body: { id: row.id, text: row.text ?? '', today, nowMin: 600 } },
    before: null,
    after: row,
  })

test('a line is late when its day is more than one away from today in UTC', () => {
  const now = new Date('2026-11-24T10:00:00Z')
  expect(
    ['2026-11-23', '2026-11-24', '2026-11-25'].map((day) => isLate(entryTyped(day), now)),
  ).toEqual([false, false, false])
  expect(isLate(entryTyped('2026-11-22'), now)).toBe(true)
})

test('a line that waited for days is sent as what it meant when it was typed', async () => {
  const sent: RequestOptions[] = []
  const client = {
    userId: 'mia',
    request: async (_method: string, _path: string, options: RequestOptions = {}) => {
      sent.push(options)
      return row
    },
  } as unknown as Client
  expect(await sendEntry(client, entryTyped('2026-01-05'))).toEqual({ kind: 'saved', row })
  expect(sent[0]?.idempotencyKey).toBeUndefined()
  expect(sent[0]?.body).toMatchObject({
    id: row.id,
    activity: 'write',
    tags: ['dev'],
    workDate: row.workDate,
  })
})

test('a late line that had arrived after all is found by its id', async () => {
  const calls: string[] = []
  const client = {
    userId: 'mia',
    request: async (method: string, path: string) => {
      calls.push(`${method} ${path}`)
      if (method === 'GET') return row
      throw new ApiProblem({ status: 409, code: 'checkin.id_taken' } as never)
    },
  } as unknown as Client
  expect(await sendEntry(client, entryTyped('2026-01-05'))).toEqual({ kind: 'saved', row })
  expect(calls).toEqual(['POST /checkins', `GET /checkins/${row.id}`])
})
