// What a document stands beside: named in words, once each, and taken away with its version.

import type { DocumentLink } from '@worksmart/types/documents'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Person } from './app.ts'
import { databaseHash } from './database-hash.ts'
import { createDocumentsApp, type DocumentsApp } from './documents-app.ts'
import { aCheckin, aDocument, aLink, aProject, aTask } from './factories.ts'

let t: DocumentsApp
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

let keys = 0
const aKey = () => `L${++keys}X`
const link = (who: Person, id: string, target: object, key?: string) =>
  t.as(who, 'POST', `/documents/${id}/links`, { body: target, ...(key ? { key } : {}) })

describe('a link', () => {
  test('names its target in words, and a repeat answers the link that is there', async () => {
    const { member, admin } = t.people
    const key = aKey()
    const project = await aProject(t, admin, { key, name: 'Website' })
    const task = await aTask(t, admin, project, { title: 'Fix nav' })
    const checkin = await aCheckin(t, member, { activity: 'call with Bo' })
    const id = await aDocument(t, member)
    const first = await link(member, id, { projectId: project })
    expect(first.statusCode, first.body).toBe(201)
    expect(first.json()).toMatchObject({ documentId: id, ref: key, title: 'Website', taskId: null })
    expect(first.headers.etag).toBe(`"${first.json().id}.1"`)
    const again = await link(member, id, { projectId: project })
    expect([again.statusCode, again.json()]).toEqual([200, first.json()])
    expect((await link(member, id, { taskId: task })).json()).toMatchObject({
      ref: `${key}-1`,
      title: 'Fix nav',
    })
    expect((await link(member, id, { checkinId: checkin })).json()).toMatchObject({
      ref: null,
      title: 'call with Bo',
    })
    const page = (await t.as(member, 'GET', `/documents/${id}/links?limit=2`)).json()
    expect(page.items.map((one: DocumentLink) => one.title)).toEqual(['call with Bo', 'Fix nav'])
    const url = `/documents/${id}/links?limit=2&cursor=${page.nextCursor}`
    const rest = (await t.as(member, 'GET', url)).json()
    expect(rest.items.map((one: DocumentLink) => one.title)).toEqual(['Website'])
    expect(rest.nextCursor).toBeNull()
  })

  test('twenty times at once is one link', async () => {
    const { member, admin } = t.people
    const project = await aProject(t, admin, { key: aKey() })
    const id = await aDocument(t, member)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => link(member, id, { projectId: project })),
    )
    expect(answers.filter((answer) => answer.statusCode === 201)).toHaveLength(1)
    expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(19)
    expect(new Set(answers.map((answer) => answer.json().id)).size).toBe(1)
  })

  test('is taken away with its version, once, and only from its own document', async () => {
    const { member, admin } = t.people
    const project = await aProject(t, admin, { key: aKey() })
    const id = await aDocument(t, member)
    const another = await aDocument(t, member)
    const linkId = await aLink(t, member, id, { projectId: project })
    const unlink = (document: string, ifMatch?: string) =>
      t.as(member, 'DELETE', `/documents/${document}/links/${linkId}`, ifMatch ? { ifMatch } : {})
    expect((await unlink(id)).json().code).toBe('version.required')
    expect((await unlink(id, `"${id}.1"`)).json().code).toBe('version.malformed')
    expect((await unlink(id, `"${linkId}.7"`)).json()).toMatchObject({
      status: 412,
      current: { id: linkId },
    })
    expect((await unlink(another, `"${linkId}.1"`)).json()).toMatchObject({
      status: 404,
      code: 'link.not_found',
    })
    expect((await unlink(id, `"${linkId}.1"`)).statusCode).toBe(204)
    expect((await unlink(id, `"${linkId}.1"`)).json().code).toBe('link.not_found')
  })

  test.each(['projectId', 'taskId', 'checkinId'] as const)(
    'to a %s that is deleted or not there is 404 and names the field',
    async (field) => {
      const { member } = t.people
      const deletedAt = '2026-11-24T09:30:00.000Z'
      const project = await aProject(t, member, { key: aKey() })
      const target = {
        projectId: () => aProject(t, member, { key: aKey(), deletedAt }),
        taskId: () => aTask(t, member, project, { deletedAt }),
        checkinId: () => aCheckin(t, member, { deletedAt }),
      }
      const id = await aDocument(t, member)
      const deleted = await target[field]()
      const before = await databaseHash(t)
      for (const value of [id, deleted]) {
        const answer = await link(member, id, { [field]: value })
        expect(answer.json()).toMatchObject({ status: 404, errors: [{ pointer: `/${field}` }] })
      }
      expect(await databaseHash(t)).toEqual(before)
    },
  )
})
