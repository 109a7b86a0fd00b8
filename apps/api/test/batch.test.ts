import type { CheckinBatchResult } from '@worksmart/types/checkins'
import { limits } from '@worksmart/types/limits'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from './app.ts'
import { databaseHash } from './database-hash.ts'
import { aProject, aTask } from './factories.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

async function send(items: unknown[], more: object = {}, who: Person = t.people.member) {
  const answer = await t.as(who, 'POST', '/checkins/batch', { body: { items, ...more } })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json() as CheckinBatchResult
}

const line = (text: string, sourceId = v7()) => ({ text, today: '2026-11-24', sourceId })
const fields = { activity: 'by fields', minutes: 30, tags: ['dev'], workDate: '2026-11-20' }

describe('a batch', () => {
  test('takes lines and fields, and answers where each one went', async () => {
    const result = await send([
      line('1h #dev one'),
      { ...fields, sourceId: v7() },
      line('no time here'),
      line('2h #dev two'),
    ])
    expect(result.created.map((one) => one.index)).toEqual([0, 1, 3])
    expect(result.refused.map((one) => one.index)).toEqual([2])
    expect(result.existing).toEqual([])
    for (const { id } of result.created) {
      expect((await t.as(t.people.member, 'GET', `/checkins/${id}`)).statusCode).toBe(200)
    }
  })

  test('as a dry run says the same without ids and writes nothing', async () => {
    const items = [line('1h #dev dry'), line('nothing'), { ...fields, sourceId: v7() }]
    const before = await databaseHash(t)
    const dry = await send(items, { dryRun: true })
    expect(await databaseHash(t)).toEqual(before)
    expect(dry.created).toEqual([{ index: 0 }, { index: 2 }])
    const real = await send(items)
    expect(real.created.map(({ index }) => ({ index }))).toEqual(dry.created)
    expect(real.refused).toEqual(dry.refused)
    const again = await send(items, { dryRun: true })
    expect(again.existing.map((one) => one.index)).toEqual([0, 2])
    expect(again.created).toEqual([])
  })

  test('sent twice creates nothing the second time', async () => {
    const items = Array.from({ length: 30 }, (_, i) => line(`1h #dev row ${i}`))
    const first = await send(items)
    const before = await databaseHash(t)
    const second = await send(items)
    expect(second.created).toEqual([])
    expect(second.existing).toEqual(first.created)
    expect(await databaseHash(t)).toEqual(before)
  })

  test('sent ten times at once creates each row once', async () => {
    const items = Array.from({ length: 20 }, (_, i) => line(`1h #dev race ${i}`))
    const results = await Promise.all(Array.from({ length: 10 }, () => send(items)))
    expect(results.flatMap((result) => result.created)).toHaveLength(20)
    expect(results.flatMap((result) => result.existing)).toHaveLength(180)
    const ids = results.flatMap((result) => [...result.created, ...result.existing])
    expect(new Set(ids.map((one) => one.id)).size).toBe(20)
  })

  test('with one source id twice keeps the first', async () => {
    const sourceId = v7()
    const result = await send([line('1h #dev a', sourceId), line('2h #dev b', sourceId)])
    expect(result.created.map((one) => one.index)).toEqual([0])
    expect(result.existing).toEqual([{ index: 1, id: result.created[0]?.id }])
  })

  test('with one id twice refuses the second', async () => {
    const id = v7()
    const items = [
      { ...line('1h #dev a'), id },
      { ...line('2h #dev b'), id },
    ]
    const dry = await send(items, { dryRun: true })
    const result = await send(items)
    expect(result.created).toEqual([{ index: 0, id }])
    expect(result.refused).toMatchObject([{ index: 1, problem: { code: 'checkin.id_taken' } }])
    expect(dry.refused).toEqual(result.refused)
  })

  test('with an id that exists refuses it, also in a dry run', async () => {
    const id = v7()
    await send([{ ...line('1h #dev a'), id }])
    const items = [{ ...line('1h #dev a'), id }]
    const taken = [{ index: 0, problem: { code: 'checkin.id_taken' } }]
    expect((await send(items, { dryRun: true })).refused).toMatchObject(taken)
    expect((await send(items)).refused).toMatchObject(taken)
  })

  test('marks where its rows come from', async () => {
    const result = await send([line('1h #dev imported')], { source: 'import' })
    const answer = await t.as(t.people.member, 'GET', `/checkins/${result.created[0]?.id}`)
    expect(answer.json().source).toBe('import')
  })

  test('links names and ids that are visible, and refuses ids that are not', async () => {
    const { member, stranger } = t.people
    const web = await aProject(t, member, { key: 'WEB', name: 'Website' })
    await aTask(t, member, web, { number: 142 })
    const foreign = await aProject(t, stranger, { key: 'FOR' })
    const result = await send([
      line('1h @website fix nav'),
      line('1h WEB-142 fix nav'),
      { ...fields, projectId: web, sourceId: v7() },
      { ...fields, projectId: foreign, sourceId: v7() },
      { ...fields, taskId: v7(), sourceId: v7() },
    ])
    expect(result.created.map((one) => one.index)).toEqual([0, 1, 2])
    expect(result.refused).toMatchObject([
      { index: 3, problem: { code: 'project.not_found', errors: [{ pointer: '/projectId' }] } },
      { index: 4, problem: { code: 'task.not_found', errors: [{ pointer: '/taskId' }] } },
    ])
  })
})

describe('a bad item names itself and its field', () => {
  test.each([
    ['text without a time', line('only words'), '/text'],
    ['minutes of 0', { ...fields, minutes: 0, sourceId: 'x' }, '/minutes'],
    ['minutes of 1441', { ...fields, minutes: 1441, sourceId: 'x' }, '/minutes'],
    ['minutes of 1.5', { ...fields, minutes: 1.5, sourceId: 'x' }, '/minutes'],
    ['no source id', { ...fields }, '/sourceId'],
    ['an unknown key', { ...fields, sourceId: 'x', userId: v7() }, '/userId'],
    [
      'a day that does not exist',
      { ...fields, sourceId: 'x', workDate: '2026-02-30' },
      '/workDate',
    ],
    ['a NUL', line('1h #dev a\u0000b'), '/text'],
    ['a line of another day', { ...line('1h a'), today: '2026-11-20' }, '/today'],
    ['no object', 'a line', '/'],
    ['null', null, '/'],
    ['a deep array', JSON.parse(`${'['.repeat(25)}${']'.repeat(25)}`), '/'],
  ])('%s', async (_what, item, pointer) => {
    const before = await databaseHash(t)
    const result = await send([item])
    expect(result.created).toEqual([])
    expect(result.refused[0]?.index).toBe(0)
    const pointers = result.refused[0]?.problem.errors?.map((error) => error.pointer)
    expect(pointers).toContain(pointer)
    expect(await databaseHash(t)).toEqual(before)
  })
})

describe('its size', () => {
  test('1,000 items go in, in one answer', async () => {
    const items = Array.from({ length: limits.batchItems }, (_, i) => ({
      ...fields,
      activity: `row ${i}`,
      sourceId: `size-${i}`,
    }))
    expect((await send(items)).created).toHaveLength(limits.batchItems)
    expect((await send(items)).existing).toHaveLength(limits.batchItems)
  })

  test.each([
    ['1,001 items', Array(1001).fill({}), '/items'],
    ['no item', [], '/items'],
    ['no list', 'items', '/items'],
  ])('%s are 422', async (_what, items, pointer) => {
    const answer = await t.as(t.people.member, 'POST', '/checkins/batch', { body: { items } })
    expect(answer.json()).toMatchObject({ status: 422, errors: [{ pointer }] })
  })

  test('a body over 1 MiB is 413, and one of 1 MiB is read', async () => {
    const bodyOf = (bytes: number) => {
      const empty = JSON.stringify({ items: [{ text: '' }] }).length
      return { items: [{ text: 'a'.repeat(bytes - empty) }] }
    }
    const over = await t.as(t.people.member, 'POST', '/checkins/batch', {
      body: bodyOf(limits.batchBodyBytes + 1),
    })
    expect(over.json()).toMatchObject({ status: 413, code: 'request.body_too_large' })
    expect((await send(bodyOf(limits.batchBodyBytes).items)).refused).toHaveLength(1)
  })
})
