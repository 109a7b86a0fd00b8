import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { actorOf } from '../actor.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { aCheckin } from '../factories.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  await t.sql(`do $$ begin
    execute format('alter database %I set deadlock_timeout = ''50ms''', current_database()); end $$`)
  await t.sql(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'worksmart-api'`)
})
afterAll(() => t.close())

test('two transactions in a deadlock both succeed, each with exactly one effect', async () => {
  const a = await aCheckin(t, t.people.member, { minutes: 1 })
  const b = await aCheckin(t, t.people.member, { minutes: 1 })
  let tries = 0
  let met = () => {}
  const bothHoldOne = new Promise<void>((resolve) => {
    met = resolve
  })
  let holding = 0
  const addTo = (first: string, second: string) =>
    t.dependencies.database.withActor(actorOf(t.people.member), async (tx) => {
      tries++
      const add = (id: string) =>
        tx.rows({
          name: 'add_minute',
          text: 'update checkins set minutes = minutes + 1 where id = $1',
          values: [id],
        })
      await add(first)
      if (++holding === 2) met()
      await bothHoldOne
      await add(second)
    })
  await Promise.all([addTo(a, b), addTo(b, a)])
  expect(tries).toBeGreaterThan(2)
  const rows = await t.sql<{ minutes: number }>('select minutes from checkins')
  expect(rows.map((row) => row.minutes)).toEqual([3, 3])
})

test('a conflict that never ends is given up after three more tries', async () => {
  let tries = 0
  const conflict = { name: 'conflict', text: 'select raise_conflict()', values: [] }
  await t.sql(`create function raise_conflict() returns void language plpgsql as
    $$ begin raise exception using errcode = '40001'; end $$`)
  const work = t.dependencies.database.withActor(actorOf(t.people.member), (tx) => {
    tries++
    return tx.rows(conflict)
  })
  await expect(work).rejects.toMatchObject({ code: '40001' })
  expect(tries).toBe(4)
})
