import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type TestApp } from '../app.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

const ready = () => t.as(undefined, 'GET', '/health/ready')

test('a database behind this build is not ready, and one ahead of it serves', async () => {
  expect((await ready()).statusCode).toBe(200)
  await t.sql("insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9e15)")
  expect((await ready()).statusCode).toBe(200)

  await t.sql(`delete from drizzle.__drizzle_migrations
    where id > (select min(id) from drizzle.__drizzle_migrations)`)
  const behind = await ready()
  expect(behind.statusCode).toBe(503)
  expect(behind.json()).toMatchObject({
    status: 'unavailable',
    detail: 'database.schema_mismatch',
  })
  expect(behind.headers['retry-after']).toBeDefined()
  expect((await t.as(undefined, 'GET', '/health/live')).statusCode).toBe(200)
})
