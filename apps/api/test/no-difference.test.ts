// Rows that a person may not see make no difference to anything they are answered.

import type { ProjectSummary } from '@worksmart/types/projects'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from './app.ts'
import { aCheckin, aDocument, aLink, aProject, aTask } from './factories.ts'
import { openSecondWall } from './one-wall.ts'

let t: TestApp

const urls = [
  '/checkins?limit=5',
  '/checkins?limit=5&order=worked',
  '/checkins?tag=dev',
  '/checkins?q=fix',
  '/checkins?from=2026-11-01&to=2026-11-30',
  '/checkins?deleted=true',
  '/checkins/stats',
  '/checkins/stats?tag=dev',
  '/checkins/export',
  '/checkins/export?format=json',
  '/tags',
  '/anomalies',
]
const searches = ['fix nav', 'fix naw', '#dev', '']

async function everythingAnswered(who: Person, more: string[]): Promise<Record<string, string>> {
  const answers: Record<string, string> = {}
  for (const url of [...urls, ...more]) answers[url] = (await t.as(who, 'GET', url)).body
  for (const query of searches) {
    answers[query] = (await t.as(who, 'POST', '/search', { body: { query } })).body
  }
  const { ai, ...suggested } = (
    await t.as(who, 'POST', '/categorize', { body: { text: '1h fix nav again' } })
  ).json()
  // Each answer has an id of its own.
  answers.categorize = JSON.stringify([ai, suggested]).replace(/"id":"[^"]*"/g, '')
  return answers
}

async function addRows(people: Person[], project: string | null): Promise<void> {
  for (const person of people) {
    for (let i = 0; i < 12; i++) {
      await aCheckin(t, person, {
        tags: ['dev', `tag-${i}`],
        workDate: `2026-11-${10 + i}`,
        createdAt: `2026-11-24T09:00:${10 + i}.000Z`,
        projectId: person.workspaceId === t.people.member.workspaceId ? project : null,
      })
    }
    await aCheckin(t, person, { deletedAt: '2026-11-24T09:30:00.000Z' })
  }
}

// Behind row-level security a forgotten predicate would make no difference either, so everything is
// asked once more without it.
describe.each(['with both walls', 'with the api’s own wall alone'])('%s', (walls) => {
  beforeAll(async () => {
    t = await createTestApp({ adminUrl: inject('adminUrl') })
    if (walls !== 'with both walls') await openSecondWall(t)
  })
  afterAll(() => t.close())

  test('a colleague’s and another workspace’s rows leave a member’s answers byte for byte', async () => {
    const { member, other, manager, admin, stranger } = t.people
    const project = await aProject(t, admin, { key: 'WEB' })
    await addRows([member], project)
    const before = await everythingAnswered(member, ['/users', '/me'])
    expect(before['/checkins/stats']).toContain('"count":12')
    await addRows([other, manager, admin, stranger], project)
    await aProject(t, stranger, { key: 'THEIRS' })
    expect(await everythingAnswered(member, ['/users', '/me'])).toEqual(before)
  })

  test('of a colleague’s time on a project a member sees the totals and nothing else', async () => {
    const { member, other, admin } = t.people
    const project = await aProject(t, admin, { key: 'SUMS' })
    const url = `/projects/${project}/summary`
    const read = async () => (await t.as(member, 'GET', url)).json() as ProjectSummary
    await addRows([member], project)
    const before = await read()
    await addRows([other], project)
    const after = await read()
    expect([before.minutes, after.minutes]).toEqual([720, 1440])
    expect(after.byPerson).toEqual(before.byPerson)
    expect(after.byPerson).toEqual([{ userId: member.id, minutes: 720, count: 12 }])
    for (const list of ['/projects', '/tasks', url]) {
      const { body } = await t.as(member, 'GET', list)
      expect(body).not.toContain(other.id)
      expect(body).not.toContain('Otto')
    }
  })

  test('another workspace’s time leaves a summary byte for byte', async () => {
    const { member, manager, admin, stranger } = t.people
    const project = await aProject(t, admin, { key: 'ALONE' })
    await aTask(t, admin, project)
    await addRows([member, manager], project)
    const urls = [`/projects/${project}/summary`, '/projects', '/tasks']
    const read = async () => {
      const bodies: string[] = []
      for (const who of [member, manager, admin]) {
        for (const url of urls) bodies.push((await t.as(who, 'GET', url)).body)
      }
      return bodies
    }
    const before = await read()
    const theirs = await aProject(t, stranger, { key: 'ALONE' })
    const task = await aTask(t, stranger, theirs)
    await aCheckin(t, stranger, { projectId: theirs, taskId: task })
    expect(await read()).toEqual(before)
  })

  test('another workspace’s rows leave an admin’s and a manager’s answers byte for byte', async () => {
    const { manager, admin, stranger } = t.people
    const more = ['/projects', '/users', '/me', '/projects?q=the']
    const before = [await everythingAnswered(admin, more), await everythingAnswered(manager, more)]
    await addRows([stranger], null)
    await aProject(t, stranger, { key: 'THEIRS2' })
    const after = [await everythingAnswered(admin, more), await everythingAnswered(manager, more)]
    expect(after).toEqual(before)
  })

  test('a role sees its fields of a person and no others', async () => {
    const fieldsOf = async (who: Person) =>
      Object.keys((await t.as(who, 'GET', '/users')).json().items[0]).sort()
    expect(await fieldsOf(t.people.member)).toEqual(['id', 'name', 'role'])
    const ofManager = ['active', 'email', 'id', 'lastCheckinOn', 'name', 'role']
    expect(await fieldsOf(t.people.manager)).toEqual(ofManager)
    expect(await fieldsOf(t.people.admin)).toEqual(
      [...ofManager, 'identity', 'timeZone', 'version'].sort(),
    )
  })

  test('documents that are not theirs to see leave a member’s and a manager’s answers byte for byte', async () => {
    const { member, manager, other, admin, stranger } = t.people
    const project = await aProject(t, admin, { key: 'FILES' })
    const shared = await aDocument(t, member)
    await aLink(t, member, shared, { projectId: project })
    const read = async (who: Person) => {
      const bodies: string[] = []
      for (const url of [
        '/documents',
        `/documents?projectId=${project}`,
        '/documents?deleted=true',
        '/documents?q=pdf',
        `/documents/${shared}/links`,
        `/projects/${project}/summary`,
      ]) {
        bodies.push((await t.as(who, 'GET', url)).body)
      }
      return bodies
    }
    const before = [await read(member), await read(manager)]
    expect(before[0]?.[0]).toContain(shared)
    await aDocument(t, other)
    await aDocument(t, admin)
    await aDocument(t, other, { deletedAt: '2026-11-24T09:30:00.000Z' })
    await aLink(t, stranger, await aDocument(t, stranger), {
      projectId: await aProject(t, stranger, { key: 'FILES' }),
    })
    expect([await read(member), await read(manager)]).toEqual(before)
    // A link to a colleague’s check-in says nothing to a member, not even that there is one.
    await aLink(t, other, shared, { checkinId: await aCheckin(t, other) })
    await aLink(t, other, await aDocument(t, other), { checkinId: await aCheckin(t, other) })
    expect(await read(member)).toEqual(before[0])
  })
})
