import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type TestApp } from '../app.ts'
import { databaseHash } from '../database-hash.ts'
import { aCheckin } from '../factories.ts'
import { expectUnavailable } from './expect-unavailable.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

test.each(['audit_log', 'audit_values'])(
  'what cannot be recorded in %s is not done',
  async (table) => {
    const id = await aCheckin(t, t.people.admin)
    const before = await databaseHash(t)
    await t.sql(`revoke insert on ${table} from ws_app`)
    const { admin } = t.people
    const ifMatch = `"${id}.1"`
    for (const call of [
      () => t.as(admin, 'POST', '/checkins', { body: { text: '1h #dev x' }, key: 'k' }),
      () =>
        t.as(admin, 'POST', '/checkins/batch', {
          body: { items: [{ text: '1h x', sourceId: 's' }] },
        }),
      () => t.as(admin, 'PATCH', `/checkins/${id}`, { ifMatch, body: { minutes: 5 } }),
      () => t.as(admin, 'DELETE', `/checkins/${id}`, { ifMatch }),
      () => t.as(admin, 'POST', '/sample-data'),
    ]) {
      expectUnavailable(await call(), 'database.unavailable')
    }
    expect(await databaseHash(t)).toEqual(before)
    await t.sql(`grant insert on ${table} to ws_app`)
  },
)
