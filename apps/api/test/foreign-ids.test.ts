// An id of another workspace is answered exactly like an id that does not exist, wherever it stands.

import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTestApp, type TestApp } from './app.ts'
import { databaseHash } from './database-hash.ts'
import { aCheckin, aDocument, aLink, aProject, aTask } from './factories.ts'

let t: TestApp
/** Rows of the other workspace. */
let theirs: {
  checkin: string
  project: string
  task: string
  user: string
  document: string
  link: string
}
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  const { stranger } = t.people
  const project = await aProject(t, stranger, { key: 'SECRET', name: 'Secret' })
  const document = await aDocument(t, stranger, { name: 'secret.pdf' })
  theirs = {
    project,
    document,
    link: await aLink(t, stranger, document, { projectId: project }),
    user: stranger.id,
    task: await aTask(t, stranger, project),
    checkin: await aCheckin(t, stranger, { projectId: project, tags: ['hidden'] }),
  }
  await aCheckin(t, t.people.admin, { activity: 'our own work' })
})
afterAll(() => t.close())

/** What an answer says, without the parts that differ between any two requests. */
function saying(answer: { statusCode: number; body: string }, ids: string[]) {
  const { instance: _instance, ...problem } = answer.body.startsWith('{')
    ? (JSON.parse(answer.body) as Record<string, unknown>)
    : { text: answer.body }
  let said = JSON.stringify(problem)
  for (const id of ids) said = said.replaceAll(id, '<id>')
  return { status: answer.statusCode, said }
}

describe('in the path', () => {
  test.each([
    ['GET', ''],
    ['PATCH', ''],
    ['DELETE', ''],
    ['POST', '/restore'],
  ] as const)('%s /checkins/:id%s is 404, like a random id', async (method, end) => {
    const before = await databaseHash(t)
    const ask = async (id: string) =>
      saying(
        await t.as(t.people.admin, method, `/checkins/${id}${end}`, {
          ifMatch: `"${id}.1"`,
          ...(method === 'GET' ? {} : { body: { reason: 'Just looking.' } }),
        }),
        [id],
      )
    const answer = await ask(theirs.checkin)
    expect(answer.status).toBe(404)
    expect(answer).toEqual(await ask(v7()))
    expect(await databaseHash(t)).toEqual(before)
  })
})

describe.each(['projects', 'tasks'] as const)('in the path of %s', (list) => {
  test.each([
    ['GET', ''],
    ['GET', '/history'],
    ['GET', '/summary'],
    ['PATCH', ''],
    ['DELETE', ''],
    ['POST', '/restore'],
  ] as const)('%s %s is 404, like a random id', async (method, end) => {
    const before = await databaseHash(t)
    const ask = async (id: string) =>
      saying(
        await t.as(t.people.admin, method, `/${list}/${id}${end}`, {
          ifMatch: `"${id}.1"`,
          ...(method === 'PATCH' ? { body: {} } : {}),
        }),
        [id],
      )
    const answer = await ask(list === 'projects' ? theirs.project : theirs.task)
    expect(answer.status).toBe(404)
    expect(answer).toEqual(await ask(v7()))
    expect(await databaseHash(t)).toEqual(before)
  })
})

describe('in the path of documents', () => {
  const project = '0192f0c4-7f7d-7c64-9a5b-222222222222'
  test.each([
    ['GET', '', undefined],
    ['GET', '/download', undefined],
    ['GET', '/links', undefined],
    ['PATCH', '', { name: 'x.pdf' }],
    ['DELETE', '', undefined],
    ['POST', '/restore', undefined],
    ['POST', '/links', { projectId: project }],
    ['DELETE', '/links/LINK', undefined],
  ] as const)('%s %s is 404, like a random id', async (method, end, body) => {
    const before = await databaseHash(t)
    const ask = async (id: string, link: string) =>
      saying(
        await t.as(t.people.admin, method, `/documents/${id}${end.replace('LINK', link)}`, {
          ifMatch: `"${end.includes('LINK') ? link : id}.1"`,
          ...(body ? { body } : {}),
        }),
        [id, link],
      )
    const answer = await ask(theirs.document, theirs.link)
    expect(answer.status).toBe(404)
    expect(answer).toEqual(await ask(v7(), v7()))
    expect(await databaseHash(t)).toEqual(before)
  })

  test('their link under our document is 404, like a random id', async () => {
    const { admin } = t.people
    const ours = await aDocument(t, admin)
    const ask = async (link: string) =>
      saying(
        await t.as(admin, 'DELETE', `/documents/${ours}/links/${link}`, { ifMatch: `"${link}.1"` }),
        [link],
      )
    expect((await ask(theirs.link)).status).toBe(404)
    expect(await ask(theirs.link)).toEqual(await ask(v7()))
  })

  test.each([
    ['projectId', () => theirs.project],
    ['taskId', () => theirs.task],
    ['checkinId', () => theirs.checkin],
  ] as const)('%s in a body is 404 and names the field, like a random id', async (field, their) => {
    const { admin } = t.people
    const ours = await aDocument(t, admin)
    const before = await databaseHash(t)
    const ask = async (id: string) =>
      saying(await t.as(admin, 'POST', `/documents/${ours}/links`, { body: { [field]: id } }), [id])
    const answer = await ask(their())
    expect([answer.status, answer.said.includes(`"/${field}"`)]).toEqual([404, true])
    expect(answer).toEqual(await ask(v7()))
    expect(await databaseHash(t)).toEqual(before)
  })

  test('in a filter gives the same emptiness as a random id', async () => {
    await aDocument(t, t.people.admin)
    for (const [field, their] of [
      ['projectId', theirs.project],
      ['taskId', theirs.task],
      ['checkinId', theirs.checkin],
      ['uploaderId', theirs.user],
    ] as const) {
      for (const value of [their, v7()]) {
        const answer = await t.as(t.people.admin, 'GET', `/documents?${field}=${value}`)
        expect(answer.json()).toEqual({ items: [], nextCursor: null })
      }
    }
    const search = await t.as(t.people.admin, 'GET', '/documents?q=secret')
    expect(search.json()).toEqual({ items: [], nextCursor: null })
  })
})

describe('where help is asked for', () => {
  test('their project has no status, and no statuses', async () => {
    const { admin } = t.people
    const before = await databaseHash(t)
    for (const [method, end, body] of [
      ['POST', 'status-narrative', {}],
      ['GET', 'narratives', undefined],
      [
        'POST',
        'narratives',
        { suggestionId: theirs.project, sentences: [{ text: 'x', factIds: [] }] },
      ],
    ] as const) {
      const ask = async (id: string) =>
        saying(
          await t.as(admin, method, `/projects/${id}/${end}`, body === undefined ? {} : { body }),
          [id],
        )
      const answer = await ask(theirs.project)
      expect(answer.status).toBe(404)
      expect(answer).toEqual(await ask(v7()))
    }
    expect(await databaseHash(t)).toEqual(before)
  })

  test('their ids in the filters of search give what random ids give', async () => {
    const ask = async (field: string, id: string) => {
      const filters = { [field]: field === 'userId' ? id : [id] }
      const answer = await t.as(t.people.admin, 'POST', '/search', {
        body: { query: 'work', filters },
      })
      return saying(answer, [id])
    }
    for (const [field, id] of [
      ['projectIds', theirs.project],
      ['taskIds', theirs.task],
      ['userId', theirs.user],
    ] as const) {
      const answer = await ask(field, id)
      expect(answer.status).toBe(200)
      expect(answer).toEqual(await ask(field, v7()))
    }
    const named = await t.as(t.people.admin, 'POST', '/search', {
      body: { query: '@secret SECRET-1 hidden' },
    })
    expect(named.json()).toMatchObject({
      groups: [],
      understood: { projectIds: [], taskIds: [], text: 'SECRET-1 hidden secret' },
    })
  })

  test('anomalies of their person are those of nobody', async () => {
    const ask = async (id: string) =>
      saying(await t.as(t.people.admin, 'GET', `/anomalies?userId=${id}`), [id])
    expect(await ask(theirs.user)).toEqual(await ask(v7()))
  })

  test('their person cannot be changed, like one who is not there', async () => {
    const ask = async (id: string) =>
      saying(
        await t.as(t.people.admin, 'PATCH', `/users/${id}`, {
          ifMatch: `"${id}.1"`,
          body: { active: false },
        }),
        [id],
      )
    const answer = await ask(theirs.user)
    expect(answer.status).toBe(404)
    expect(answer).toEqual(await ask(v7()))
  })
})

describe('in a body of projects and tasks', () => {
  test('is 404 and names the field, like a random id', async () => {
    const { admin } = t.people
    const project = await aProject(t, admin, { key: 'OURS' })
    const task = await aTask(t, admin, project)
    const before = await databaseHash(t)
    const patch = (url: string) => async (field: string, id: string) =>
      t.as(admin, 'PATCH', url, {
        ifMatch: `"${url.split('/')[2]}.1"`,
        body: { [field]: id },
      })
    const post = (url: string, body: object) => async (field: string, id: string) =>
      t.as(admin, 'POST', url, { body: { ...body, [field]: id } })
    for (const [field, their, ask] of [
      ['ownerId', theirs.user, post('/projects', { key: 'NEW', name: 'New' })],
      ['ownerId', theirs.user, patch(`/projects/${project}`)],
      ['projectId', theirs.project, post('/tasks', { title: 'New' })],
      ['projectId', theirs.project, patch(`/tasks/${task}`)],
      ['assigneeId', theirs.user, post('/tasks', { projectId: project, title: 'New' })],
      ['assigneeId', theirs.user, patch(`/tasks/${task}`)],
    ] as const) {
      const answer = await ask(field, their)
      expect(answer.statusCode, answer.body).toBe(404)
      expect(answer.json().errors[0].pointer).toBe(`/${field}`)
      const random = v7()
      expect(saying(answer, [their])).toEqual(saying(await ask(field, random), [random]))
    }
    expect(await databaseHash(t)).toEqual(before)
  })
})

describe('in a body', () => {
  const fields = { activity: 'look around', minutes: 60, tags: [], workDate: '2026-11-24' }
  const line = { text: '1h #dev look around' }

  test.each([
    ['projectId', fields],
    ['taskId', fields],
    ['projectId', line],
    ['taskId', line],
  ] as const)('%s is 404 and names the field, like a random id', async (field, body) => {
    const before = await databaseHash(t)
    const ask = async (id: string) =>
      await t.as(t.people.member, 'POST', '/checkins', { body: { ...body, [field]: id } })
    const their = field === 'projectId' ? theirs.project : theirs.task
    const answer = await ask(their)
    expect(answer.statusCode).toBe(404)
    expect(answer.json().errors[0].pointer).toBe(`/${field}`)
    const random = v7()
    expect(saying(answer, [their])).toEqual(saying(await ask(random), [random]))
    expect(await databaseHash(t)).toEqual(before)
  })

  test.each(['projectId', 'taskId'] as const)('%s in a patch is 404 too', async (field) => {
    const id = await aCheckin(t, t.people.member)
    const answer = await t.as(t.people.member, 'PATCH', `/checkins/${id}`, {
      ifMatch: `"${id}.1"`,
      body: { [field]: field === 'projectId' ? theirs.project : theirs.task },
    })
    expect(answer.statusCode).toBe(404)
    expect(answer.json().errors[0].pointer).toBe(`/${field}`)
  })

  test('a name in a line that only they have stays text', async () => {
    const answer = await t.as(t.people.member, 'POST', '/checkins', {
      body: { text: '1h @secret SECRET-1 look around' },
    })
    expect(answer.json()).toMatchObject({
      projectId: null,
      taskId: null,
      activity: '@secret SECRET-1 look around',
    })
  })
})

describe('in a filter', () => {
  test.each([
    ['userId', () => theirs.user],
    ['projectId', () => theirs.project],
    ['taskId', () => theirs.task],
  ] as const)('%s gives the same emptiness as a random id', async (field, id) => {
    for (const route of ['/checkins', '/checkins/stats', '/checkins/export']) {
      const ask = async (value: string) =>
        saying(await t.as(t.people.admin, 'GET', `${route}?${field}=${value}`), [value])
      const answer = await ask(id())
      expect(answer.status).toBe(200)
      expect(answer).toEqual(await ask(v7()))
    }
  })

  test('ownerId of /projects and a key of theirs give an empty page', async () => {
    for (const query of [`ownerId=${theirs.user}`, 'key=SECRET', 'q=secret']) {
      const answer = await t.as(t.people.admin, 'GET', `/projects?${query}`)
      expect(answer.json()).toEqual({ items: [], nextCursor: null })
    }
  })

  test('the filters of /tasks and a ref of theirs give an empty page', async () => {
    for (const query of [
      `projectId=${theirs.project}`,
      `assigneeId=${theirs.user}`,
      'ref=SECRET-1',
    ]) {
      const answer = await t.as(t.people.admin, 'GET', `/tasks?${query}`)
      expect(answer.json()).toEqual({ items: [], nextCursor: null })
    }
  })

  test('a tag of theirs gives nothing', async () => {
    const answer = await t.as(t.people.admin, 'GET', '/checkins?tag=hidden')
    expect(answer.json()).toEqual({ items: [], nextCursor: null })
  })
})

test('an id that another workspace uses is free here', async () => {
  const answer = await t.as(t.people.member, 'POST', '/checkins', {
    body: { id: theirs.checkin, text: '1h #dev my own row' },
  })
  expect(answer.statusCode).toBe(201)
})

describe('the bin', () => {
  test('holds one’s own rows for every role', async () => {
    const { admin, member } = t.people
    const mine = await aCheckin(t, admin, { deletedAt: '2026-11-24T09:30:00.000Z' })
    await aCheckin(t, member, { deletedAt: '2026-11-24T09:30:00.000Z' })
    const answer = await t.as(admin, 'GET', '/checkins?deleted=true')
    expect(answer.json().items.map((row: { id: string }) => row.id)).toEqual([mine])
  })

  test('of a colleague is 403, never one’s own instead', async () => {
    for (const who of [t.people.member, t.people.manager, t.people.admin]) {
      const url = `/checkins?deleted=true&userId=${t.people.other.id}`
      expect((await t.as(who, 'GET', url)).statusCode).toBe(403)
    }
  })
})
