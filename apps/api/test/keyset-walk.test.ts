// A walk over a list gives every row that was there all along exactly once, whatever the page size
// and whatever others do meanwhile.

import type { CheckinPage } from '@worksmart/types/checkins'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from './app.ts'

let t: TestApp
const rowsBefore = 180
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

/** The same numbers for the same seed, so that a failure can be repeated. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

const two = (n: number) => String(n).padStart(2, '0')

/** Few instants and few days, so that most neighbours differ in their id alone. */
function insertRows(person: Person, next: (below: number) => number, count: number) {
  const rows = Array.from({ length: count }, () => ({
    id: v7(),
    day: `2026-11-${two(18 + next(4))}`,
    at: `2026-11-24T09:00:0${next(3)}.${next(2) ? '5' : '0'}00Z`,
  }))
  return t.sql<{ id: string }>(
    `insert into checkins (workspace_id, id, user_id, activity, minutes, work_date, created_at, source)
     select $1, (row ->> 'id')::uuid, $2, 'row', 5, (row ->> 'day')::date, (row ->> 'at')::timestamptz, 'api'
       from jsonb_array_elements($3::jsonb) as row returning id`,
    [person.workspaceId, person.id, JSON.stringify(rows)],
  )
}

async function freshRows(next: (below: number) => number): Promise<Set<string>> {
  await t.sql('delete from checkins')
  const { member, other } = t.people
  const made = [
    ...(await insertRows(member, next, rowsBefore / 2)),
    ...(await insertRows(other, next, rowsBefore / 2)),
  ]
  return new Set(made.map((row) => row.id))
}

/** Walks to the end, with somebody at work between the pages. */
async function walk(
  who: Person,
  query: string,
  meanwhile: (page: number) => Promise<void>,
): Promise<CheckinPage['items']> {
  const seen: CheckinPage['items'] = []
  let cursor: string | null = null
  for (let page = 0; page < 1000; page++) {
    const at: string = cursor === null ? '' : `&cursor=${cursor}`
    const answer = await t.as(who, 'GET', `/checkins?${query}${at}`)
    expect(answer.statusCode).toBe(200)
    const { items, nextCursor } = answer.json() as CheckinPage
    seen.push(...items)
    cursor = nextCursor
    if (cursor === null) return seen
    expect(items.length).toBeGreaterThan(0)
    await meanwhile(page)
  }
  throw new Error('The walk does not end.')
}

const walks = [1, 7, 50].flatMap((limit) =>
  ['logged', 'worked'].flatMap((order) =>
    ['member', 'manager'].map((who) => ({ limit, order, who: who as 'member' | 'manager' })),
  ),
)

describe('while another client inserts and deletes', () => {
  test.each(walks)('$limit rows a page, order=$order, as $who', async ({ limit, order, who }) => {
    const next = numbers(limit * 31 + order.length)
    const stable = await freshRows(next)
    const person = t.people[who]
    const mine = await t.sql<{ id: string; user_id: string }>('select id, user_id from checkins')
    const expected = new Set(
      mine.filter((row) => who === 'manager' || row.user_id === person.id).map((row) => row.id),
    )
    const seen = await walk(person, `limit=${limit}&order=${order}`, async (page) => {
      if (page % Math.ceil(7 / limit) !== 0) return
      await insertRows(next(2) ? t.people.member : t.people.other, next, 3)
      const candidates = [...stable]
      const gone = candidates[next(candidates.length)] ?? ''
      stable.delete(gone)
      expected.delete(gone)
      await t.sql('update checkins set deleted_at = now() where id = $1', [gone])
    })
    const ids = seen.map((row) => row.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect([...expected].filter((id) => !ids.includes(id))).toEqual([])
    const keys = seen.map((row) =>
      [...(order === 'worked' ? [row.workDate] : []), row.createdAt, row.id].join(' '),
    )
    expect(keys).toEqual([...keys].sort().reverse())
  })
})

describe('while nothing changes', () => {
  test('every page size gives the sorted set', async () => {
    await freshRows(numbers(9))
    const sorted = await t.sql<{ id: string }>(
      'select id from checkins order by created_at desc, id desc',
    )
    for (const limit of [1, 2, 3, 9, 20, 89, 100]) {
      const seen = await walk(t.people.admin, `limit=${limit}`, async () => {})
      expect(seen.map((row) => row.id)).toEqual(sorted.map((row) => row.id))
    }
  })

  test('the bin and the other lists are walked the same way', async () => {
    const { member, admin } = t.people
    await freshRows(numbers(10))
    await t.sql('update checkins set deleted_at = now()')
    const bin = await walk(member, 'deleted=true&limit=7', async () => {})
    expect(new Set(bin.map((row) => row.id)).size).toBe(rowsBefore / 2)
    for (const list of ['users', 'projects', 'tasks']) {
      if (list === 'projects') await t.as(admin, 'POST', '/sample-data')
      const all = (await t.as(admin, 'GET', `/${list}?limit=100`)).json().items as object[]
      const one: object[] = []
      let url: string | null = `/${list}?limit=1`
      while (url !== null) {
        const page: { items: object[]; nextCursor: string | null } = (
          await t.as(admin, 'GET', url)
        ).json()
        one.push(...page.items)
        url = page.nextCursor && `/${list}?limit=1&cursor=${page.nextCursor}`
      }
      expect(one).toEqual(all)
      expect(one.length).toBeGreaterThan(2)
    }
  })

  test('a page that ends exactly at the last row has no next page', async () => {
    await freshRows(numbers(11))
    const answer = await t.as(t.people.member, 'GET', `/checkins?limit=${rowsBefore / 2}`)
    expect(answer.json().nextCursor).toBeNull()
    expect(answer.json().items).toHaveLength(rowsBefore / 2)
  })
})

describe('a cursor', () => {
  const bad = { status: 400, code: 'cursor.invalid' }

  async function cursorOf(who: Person, query: string, list = 'checkins'): Promise<string> {
    const answer = await t.as(who, 'GET', `/${list}?${query}`)
    return answer.json().nextCursor as string
  }

  test('with any character changed is 400', async () => {
    await freshRows(numbers(12))
    const cursor = await cursorOf(t.people.member, 'limit=5&order=worked')
    for (let i = 0; i < cursor.length; i++) {
      const flipped = `${cursor.slice(0, i)}${cursor[i] === 'A' ? 'B' : 'A'}${cursor.slice(i + 1)}`
      const url = `/checkins?limit=5&order=worked&cursor=${flipped}`
      expect((await t.as(t.people.member, 'GET', url)).json(), flipped).toMatchObject(bad)
    }
    for (const damaged of [cursor.slice(0, -1), `${cursor}A`, `${cursor}=`, `%20${cursor}`]) {
      const url = `/checkins?limit=5&order=worked&cursor=${damaged}`
      expect((await t.as(t.people.member, 'GET', url)).json(), damaged).toMatchObject(bad)
    }
  })

  test('belongs to its filters, its order, its list and its person', async () => {
    await freshRows(numbers(13))
    const { member, manager, admin } = t.people
    const cursor = await cursorOf(member, 'limit=5')
    for (const query of ['tag=dev', 'from=2026-11-01', 'order=worked', 'deleted=true', 'q=row']) {
      const answer = await t.as(member, 'GET', `/checkins?limit=5&${query}&cursor=${cursor}`)
      expect(answer.json(), query).toMatchObject(bad)
    }
    for (const [who, url] of [
      [manager, '/checkins?limit=5'],
      [t.people.stranger, '/checkins?limit=5'],
      [member, '/users?limit=5'],
      [member, '/projects?limit=5'],
      [member, '/tasks?limit=5'],
    ] as const) {
      expect((await t.as(who, 'GET', `${url}&cursor=${cursor}`)).json()).toMatchObject(bad)
    }
    const ofUsers = await cursorOf(admin, 'limit=1', 'users')
    expect((await t.as(admin, 'GET', `/checkins?cursor=${ofUsers}`)).json()).toMatchObject(bad)
  })

  test('goes on with another page size', async () => {
    await freshRows(numbers(14))
    const cursor = await cursorOf(t.people.member, 'limit=5')
    const answer = await t.as(t.people.member, 'GET', `/checkins?limit=9&cursor=${cursor}`)
    expect(answer.json().items).toHaveLength(9)
  })
})
