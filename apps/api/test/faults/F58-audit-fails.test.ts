import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { aDraft, aSuggestion } from '../ai-factories.ts'
import { databaseHash } from '../database-hash.ts'
import { createDocumentsApp, type DocumentsApp, put } from '../documents-app.ts'
import { aCheckin, aLink, aProject, aTask } from '../factories.ts'
import { expectUnavailable } from './expect-unavailable.ts'

let t: DocumentsApp
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

test.each(['audit_log', 'audit_values'])(
  'what cannot be recorded in %s is not done',
  async (table) => {
    const id = await aCheckin(t, t.people.admin)
    const project = await aProject(t, t.people.admin, { key: table === 'audit_log' ? 'AL' : 'AV' })
    const empty = await aProject(t, t.people.admin, { key: table === 'audit_log' ? 'BL' : 'BV' })
    const task = await aTask(t, t.people.admin, project)
    const { id: document } = await t.upload(t.people.admin)
    const link = await aLink(t, t.people.admin, document, { projectId: project })
    const upload = await t.begin(t.people.admin, { bytes: 'audited' })
    await put(upload, 'audited')
    const at = (row: string) => ({ ifMatch: `"${row}.1"` })
    const suggestion = await aSuggestion(t, t.people.admin)
    const draft = await aDraft(t, t.people.admin, project)
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
      () =>
        t.as(admin, 'PATCH', '/workspace', {
          ifMatch: `"${admin.workspaceId}.1"`,
          body: { name: 'x' },
        }),
      () => t.as(admin, 'PATCH', `/users/${admin.id}`, { ...at(admin.id), body: { name: 'x' } }),
      () =>
        t.as(admin, 'POST', '/ai/feedback', {
          body: { suggestionId: suggestion, outcome: 'accepted', value: 'dev' },
        }),
      () =>
        t.as(admin, 'POST', `/projects/${project}/narratives`, {
          body: { suggestionId: draft, sentences: [{ text: 'x', factIds: [] }] },
        }),
      () => t.presign(admin),
      () => t.as(admin, 'GET', `/documents/${document}/download`),
      () =>
        t.as(admin, 'PATCH', `/documents/${document}`, {
          ...at(document),
          body: { name: 'x.txt' },
        }),
      () => t.as(admin, 'POST', `/documents/${document}/links`, { body: { taskId: task } }),
      () => t.as(admin, 'DELETE', `/documents/${document}/links/${link}`, at(link)),
      () => t.as(admin, 'DELETE', `/documents/${document}`, at(document)),
    ]) {
      expectUnavailable(await call(), 'database.unavailable')
    }
    expect(await databaseHash(t)).toEqual(before)
    // A confirm claims first, so of its upload the version alone has moved on.
    expectUnavailable(await t.confirm(admin, upload.uploadId), 'database.unavailable')
    const { uploads: _claimed, ...others } = await databaseHash(t)
    expect(before).toMatchObject(others)
    await t.sql(`grant insert on ${table} to ws_app`)
  },
)
