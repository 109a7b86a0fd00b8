// A retried write never happens twice.

import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from './app.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

async function rowsNamed(activity: string): Promise<number> {
  const [row] = await t.sql<{ n: number }>(
    'select count(*)::int as n from checkins where activity = $1',
    [activity],
  )
  return row?.n ?? 0
}

const post = (who: Person, body: object, key?: string) =>
  t.as(who, 'POST', '/checkins', { body, ...(key === undefined ? {} : { key }) })

describe('an Idempotency-Key', () => {
  test('makes one row of twenty equal posts at once, and twenty equal answers', async () => {
    const body = { text: '1h #dev once only', today: '2026-11-24' }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(t.people.member, body, 'key-1')),
    )
    expect(answers.map((answer) => answer.statusCode)).toEqual(Array(20).fill(201))
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
    expect(new Set(answers.map((answer) => answer.headers.etag)).size).toBe(1)
    const replayed = answers.filter((answer) => answer.headers['idempotency-replayed'] === 'true')
    expect(replayed).toHaveLength(19)
    expect(await rowsNamed('once only')).toBe(1)
  })

  test('with another body is 422 and writes nothing', async () => {
    await post(t.people.member, { text: '1h #dev first' }, 'key-2')
    const answer = await post(t.people.member, { text: '1h #dev second' }, 'key-2')
    expect(answer.json()).toMatchObject({ status: 422, code: 'idempotency.key_reused' })
    expect(await rowsNamed('second')).toBe(0)
  })

  test('knows a body with its fields in another order', async () => {
    const id = v7()
    const first = await post(t.people.member, { id, text: '1h #dev in order' }, 'key-3')
    const again = await post(t.people.member, { text: '1h #dev in order', id }, 'key-3')
    expect(again.body).toBe(first.body)
    expect(again.headers['idempotency-replayed']).toBe('true')
  })

  test('belongs to one person and one route', async () => {
    const body = { text: '1h #dev mine' }
    expect((await post(t.people.member, body, 'key-4')).statusCode).toBe(201)
    const theirs = await post(t.people.other, body, 'key-4')
    expect(theirs.statusCode).toBe(201)
    expect(theirs.headers['idempotency-replayed']).toBeUndefined()
    expect(await rowsNamed('mine')).toBe(2)
    const batch = await t.as(t.people.member, 'POST', '/checkins/batch', {
      key: 'key-4',
      body: { items: [{ text: '1h #dev mine', sourceId: 's-4' }] },
    })
    expect(batch.json().created).toHaveLength(1)
  })

  test('a refusal is not kept: the corrected retry works', async () => {
    expect((await post(t.people.member, { text: '#dev no time' }, 'key-5')).statusCode).toBe(422)
    expect((await post(t.people.member, { text: '1h #dev no time' }, 'key-5')).statusCode).toBe(201)
  })

  test('that is empty, too long or not visible ASCII is 400', async () => {
    for (const key of ['a b', 'é', 'x'.repeat(256), 'a\tb']) {
      const answer = await t.as(t.people.member, 'POST', '/checkins', {
        body: { text: '1h #dev x' },
        headers: { 'idempotency-key': key },
      })
      expect(answer.json(), key).toMatchObject({ status: 400, code: 'idempotency.key_invalid' })
    }
    const longest = await post(t.people.member, { text: '1h #dev x' }, 'x'.repeat(255))
    expect(longest.statusCode).toBe(201)
  })

  test('replays a batch too', async () => {
    const body = { items: [{ text: '1h #dev batch once', sourceId: 's-1' }] }
    const send = () => t.as(t.people.member, 'POST', '/checkins/batch', { body, key: 'key-6' })
    const answers = await Promise.all([send(), send(), send()])
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
    expect(answers[0]?.json().created).toHaveLength(1)
    expect(await rowsNamed('batch once')).toBe(1)
  })

  test('is no way past a role that was taken away', async () => {
    const { other } = t.people
    await post(other, { text: '1h #dev before' }, 'key-7')
    await t.sql('update users set active = false where id = $1', [other.id])
    expect((await post(other, { text: '1h #dev before' }, 'key-7')).statusCode).toBe(403)
    await t.sql('update users set active = true where id = $1', [other.id])
  })
})

describe('a client’s own id', () => {
  test('makes one row of twenty posts without a key', async () => {
    const body = { id: v7(), text: '1h #dev own id', today: '2026-11-24' }
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(t.people.member, body)))
    expect(answers.filter((answer) => answer.statusCode === 201)).toHaveLength(1)
    expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(19)
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
    expect(await rowsNamed('own id')).toBe(1)
  })

  test('that exists with other content is 409, also when it is a colleague’s', async () => {
    const id = v7()
    await post(t.people.member, { id, text: '1h #dev taken' })
    const changed = await post(t.people.member, { id, text: '2h #dev taken' })
    const theirs = await post(t.people.other, { id, text: '1h #dev taken' })
    for (const answer of [changed, theirs]) {
      expect(answer.json()).toMatchObject({ status: 409, code: 'checkin.id_taken' })
    }
    expect(await rowsNamed('taken')).toBe(1)
  })

  test('is taken in any case and answered in lower case', async () => {
    const id = v7()
    const answer = await post(t.people.member, { id: id.toUpperCase(), text: '1h #dev case' })
    expect(answer.json().id).toBe(id)
  })
})

describe('a source id', () => {
  test('that is known answers the row that is there, whatever else was sent', async () => {
    const first = await post(t.people.member, { text: '1h #dev from a file', sourceId: 'row-1' })
    expect(first.statusCode).toBe(201)
    const again = await post(t.people.member, { text: '2h #dev edited file', sourceId: 'row-1' })
    expect(again.statusCode).toBe(200)
    expect(again.body).toBe(first.body)
  })

  test('belongs to one person', async () => {
    await post(t.people.member, { text: '1h #dev a', sourceId: 'row-2' })
    const theirs = await post(t.people.other, { text: '1h #dev a', sourceId: 'row-2' })
    expect(theirs.statusCode).toBe(201)
  })

  test('of a deleted row does not bring it back', async () => {
    const { member } = t.people
    const first = await post(member, { text: '1h #dev deleted', sourceId: 'row-3' })
    const { id } = first.json()
    await t.as(member, 'DELETE', `/checkins/${id}`, { ifMatch: String(first.headers.etag) })
    const again = await post(member, { text: '1h #dev deleted', sourceId: 'row-3' })
    expect(again.statusCode).toBe(200)
    expect((await t.as(member, 'GET', `/checkins/${id}`)).statusCode).toBe(404)
  })
})
