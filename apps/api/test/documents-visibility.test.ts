// Who sees a document follows its links, with the next request.

import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { databaseHash } from './database-hash.ts'
import { createDocumentsApp, type DocumentsApp } from './documents-app.ts'
import { aCheckin, aDocument, aLink, aProject, aTask } from './factories.ts'

let t: DocumentsApp
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

let keys = 0
const aKey = () => `V${++keys}X`

describe('visibility follows the links', () => {
  const seenBy = async (id: string) => {
    const seen: string[] = []
    for (const name of ['member', 'other', 'manager', 'admin', 'stranger'] as const) {
      const answer = await t.as(t.people[name], 'GET', `/documents/${id}`)
      const list = await t.as(t.people[name], 'GET', '/documents?limit=100')
      const isListed = list.json().items.some((one: { id: string }) => one.id === id)
      expect([name, isListed]).toEqual([name, answer.statusCode === 200])
      if (isListed) seen.push(name)
    }
    return seen
  }
  const linkTo = async (id: string, target: object) => {
    const answer = await t.as(t.people.member, 'POST', `/documents/${id}/links`, { body: target })
    expect(answer.statusCode, answer.body).toBe(201)
    return answer.json().id as string
  }
  const unlink = (id: string, link: string) =>
    t.as(t.people.member, 'DELETE', `/documents/${id}/links/${link}`, { ifMatch: `"${link}.1"` })
  const alone = ['member', 'admin']
  const everyone = ['member', 'other', 'manager', 'admin']

  test('to a project, a task and a check-in, and ends with the last one', async () => {
    const { member, admin } = t.people
    const project = await aProject(t, admin, { key: aKey() })
    const task = await aTask(t, admin, project)
    const checkin = await aCheckin(t, member)
    const id = await aDocument(t, member)
    expect(await seenBy(id)).toEqual(alone)
    const onCheckin = await linkTo(id, { checkinId: checkin })
    expect(await seenBy(id)).toEqual(['member', 'manager', 'admin'])
    const onTask = await linkTo(id, { taskId: task })
    expect(await seenBy(id)).toEqual(everyone)
    const onProject = await linkTo(id, { projectId: project })
    await unlink(id, onTask)
    expect(await seenBy(id)).toEqual(everyone)
    await unlink(id, onProject)
    expect(await seenBy(id)).toEqual(['member', 'manager', 'admin'])
    await unlink(id, onCheckin)
    expect(await seenBy(id)).toEqual(alone)
  })

  test.each([
    ['projects', (p: string) => ({ projectId: p }), everyone],
    ['tasks', (_p: string, task: string) => ({ taskId: task }), everyone],
    [
      'checkins',
      (_p: string, _t: string, c: string) => ({ checkinId: c }),
      ['member', 'manager', 'admin'],
    ],
  ] as const)(
    'a deleted row of %s shares nothing until it is back',
    async (table, target, seen) => {
      const { member, admin } = t.people
      const project = await aProject(t, admin, { key: aKey() })
      const task = await aTask(t, admin, project)
      const checkin = await aCheckin(t, member)
      const id = await aDocument(t, member)
      const link = target(project, task, checkin)
      await linkTo(id, link)
      expect(await seenBy(id)).toEqual(seen)
      const [row] = Object.values(link)
      await t.sql(`update ${table} set deleted_at = now() where id = $1`, [row])
      expect(await seenBy(id)).toEqual(alone)
      expect((await t.as(member, 'GET', `/documents/${id}/links`)).json().items).toEqual([])
      await t.sql(`update ${table} set deleted_at = null where id = $1`, [row])
      expect(await seenBy(id)).toEqual(seen)
    },
  )

  test('an address is given by what is seen now, not by what was seen before', async () => {
    const { member, other, admin } = t.people
    const project = await aProject(t, admin, { key: aKey() })
    const made = await t.upload(member)
    const link = await linkTo(made.id, { projectId: project })
    const download = () => t.as(other, 'GET', `/documents/${made.id}/download`)
    expect((await download()).statusCode).toBe(200)
    await unlink(made.id, link)
    expect((await download()).json().code).toBe('document.not_found')
  })

  test('a link to a colleague’s check-in can be neither made, seen nor filtered by a member', async () => {
    const { member, other, manager } = t.people
    const theirs = await aCheckin(t, other, { activity: 'private hours' })
    const project = await aProject(t, manager, { key: aKey() })
    const id = await aDocument(t, member)
    const answer = await t.as(member, 'POST', `/documents/${id}/links`, {
      body: { checkinId: theirs },
    })
    expect(answer.json()).toMatchObject({ status: 404, errors: [{ pointer: '/checkinId' }] })
    await linkTo(id, { projectId: project })
    const link = await aLink(t, member, id, { checkinId: theirs })
    const links = await t.as(member, 'GET', `/documents/${id}/links`)
    expect(links.json().items).toHaveLength(1)
    expect(links.body).not.toContain('private hours')
    expect((await t.as(member, 'GET', `/documents?checkinId=${theirs}`)).json().items).toEqual([])
    expect((await unlink(id, link)).json().code).toBe('link.not_found')
    expect((await t.as(manager, 'GET', `/documents/${id}/links`)).json().items).toHaveLength(2)
  })

  test('a member may look at what is shared and change nothing of it', async () => {
    const { member, other, admin } = t.people
    const project = await aProject(t, admin, { key: aKey() })
    const id = await aDocument(t, member)
    const link = await linkTo(id, { projectId: project })
    const before = await databaseHash(t)
    for (const call of [
      () =>
        t.as(other, 'PATCH', `/documents/${id}`, {
          body: { name: 'mine.pdf' },
          ifMatch: `"${id}.1"`,
        }),
      () => t.as(other, 'DELETE', `/documents/${id}`, { ifMatch: `"${id}.1"` }),
      () => t.as(other, 'POST', `/documents/${id}/links`, { body: { projectId: project } }),
      () => t.as(other, 'DELETE', `/documents/${id}/links/${link}`, { ifMatch: `"${link}.1"` }),
      () => t.as(other, 'POST', `/documents/${id}/restore`),
    ]) {
      expect((await call()).json()).toMatchObject({ status: 403, code: 'permission.denied' })
    }
    expect(await databaseHash(t)).toEqual(before)
  })

  test('a lowered role ends what it opened with the next request', async () => {
    const { member, manager } = t.people
    const id = await aDocument(t, member)
    await linkTo(id, { checkinId: await aCheckin(t, member) })
    expect((await t.as(manager, 'GET', `/documents/${id}`)).statusCode).toBe(200)
    await t.sql("update users set role = 'member' where id = $1", [manager.id])
    expect((await t.as(manager, 'GET', `/documents/${id}`)).statusCode).toBe(404)
    await t.sql("update users set role = 'manager' where id = $1", [manager.id])
  })
})
