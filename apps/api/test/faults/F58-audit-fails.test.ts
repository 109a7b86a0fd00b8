import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type TestApp } from '../app.ts'
import { databaseHash } from '../database-hash.ts'
import { aCheckin, aProject, aTask } from '../factories.ts'
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
    const project = await aProject(t, t.people.admin, { key: table === 'audit_log' ? 'AL' : 'AV' })
    const empty = await aProject(t, t.people.admin, { key: table === 'audit_log' ? 'BL' : 'BV' })
    const task = await aTask(t, t.people.admin, project)
    const at = (row: string) => ({ ifMatch: `"${row}.1"` })
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
      () => t.as(admin, 'POST', '/projects', { body: { key: 'NEW', name: 'New' }, key: 'p' }),
      () => t.as(admin, 'PATCH', `/projects/${project}`, { ...at(project), body: { name: 'x' } }),
      () => t.as(admin, 'DELETE', `/projects/${empty}`, at(empty)),
      () => t.as(admin, 'POST', '/tasks', { body: { projectId: project, title: 'x' }, key: 't' }),
      () => t.as(admin, 'PATCH', `/tasks/${task}`, { ...at(task), body: { projectId: empty } }),
      () => t.as(admin, 'DELETE', `/tasks/${task}`, at(task)),
      () => t.as(admin, 'POST', '/sample-data'),
    ]) {
      expectUnavailable(await call(), 'database.unavailable')
    }
    expect(await databaseHash(t)).toEqual(before)
    await t.sql(`grant insert on ${table} to ws_app`)
  },
)
