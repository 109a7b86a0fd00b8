import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { aDraft } from '../ai-factories.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { expectProblem } from '../expect-problem.ts'
import { aCheckin, aDocument, aLink, aProject } from '../factories.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

test('a retry of a write on a document that is out of sight by now is 404, not the answer of then', async () => {
  const { manager, member } = t.people
  const project = await aProject(t, manager, { key: 'WEB' })
  const document = await aDocument(t, member)
  // A manager sees it only because of this link.
  const shared = await aLink(t, member, document, { checkinId: await aCheckin(t, member) })
  const link = () =>
    t.as(manager, 'POST', `/documents/${document}/links`, {
      body: { projectId: project },
      key: 'link',
    })
  const first = await link()
  expect(first.statusCode).toBe(201)
  const again = await link()
  expect([again.statusCode, again.headers['idempotency-replayed']]).toEqual([201, 'true'])
  expect(again.body).toBe(first.body)
  await t.sql('delete from document_links where document_id = $1', [document])
  expect(shared).not.toBe(first.json().id)
  const replay = await link()
  expectProblem(replay, 404, 'document.not_found')
  expect(await t.sql('select from document_links')).toEqual([])
})

test('a retry of a published status is 403 for who no longer owns the project', async () => {
  const { manager, member } = t.people
  const project = await aProject(t, member, { key: 'OWN' })
  const body = {
    suggestionId: await aDraft(t, member, project),
    sentences: [{ text: 'All is well.', factIds: [] }],
  }
  const publish = () =>
    t.as(member, 'POST', `/projects/${project}/narratives`, { body, key: 'publish' })
  expect([(await publish()).statusCode, (await publish()).statusCode]).toEqual([201, 201])
  await t.sql('update projects set owner_id = $1 where id = $2', [manager.id, project])
  expectProblem(await publish(), 403, 'permission.denied')
})
