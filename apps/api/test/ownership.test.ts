// Every registered route as every kind of person, compared with the matrix. A route that is missing
// from the matrix fails the suite, so a new endpoint cannot ship unguarded.

import { type RouteCells, type RouteName, routeMatrix } from '@worksmart/types/permissions'
import { type Role, roles } from '@worksmart/types/roles'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from './app.ts'
import { databaseHash } from './database-hash.ts'
import { aCheckin, aProject, aTask } from './factories.ts'
import { registeredRoutes } from './registered-routes.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

type Relation = 'own' | 'other' | 'foreign'
type Call = {
  url: string
  body?: unknown
  ifMatch?: string
}

const deletedAt = '2026-11-24T09:30:00.000Z'

/** How a route is called about a row of `owner`; `reason` only where the row is another's. */
const calls: Record<RouteName, (owner: Person, isOwn: boolean) => Promise<Call>> = {
  'GET /health': plain('/health'),
  'GET /health/live': plain('/health/live'),
  'GET /health/ready': plain('/health/ready'),
  'GET /health/database': plain('/health/database'),
  'GET /health/storage': plain('/health/storage'),
  'GET /health/ai': plain('/health/ai'),
  'GET /openapi.json': plain('/openapi.json'),
  'GET /local/people': plain('/local/people'),
  'GET /me': plain('/me'),
  'DELETE /me': async (owner) => {
    await aSecondAdmin(owner)
    return { url: '/me' }
  },
  'DELETE /users/:id/data': async (owner) => ({ url: `/users/${owner.id}/data` }),
  'GET /users': plain('/users'),
  'GET /projects': plain('/projects'),
  'GET /projects/:id': async (owner) => ({ url: `/projects/${await projectOf(owner)}` }),
  'GET /projects/:id/history': async (owner) => ({
    url: `/projects/${await projectOf(owner)}/history`,
  }),
  'GET /projects/:id/summary': async (owner) => ({
    url: `/projects/${await projectOf(owner)}/summary`,
  }),
  'POST /projects': async () => ({
    url: '/projects',
    body: { key: freshKey(), name: 'Walk the matrix' },
  }),
  'PATCH /projects/:id': async (owner) => {
    const id = await projectOf(owner)
    return { url: `/projects/${id}`, body: { name: 'Renamed' }, ifMatch: `"${id}.1"` }
  },
  'DELETE /projects/:id': async (owner) => {
    const id = await projectOf(owner)
    return { url: `/projects/${id}`, ifMatch: `"${id}.1"` }
  },
  'POST /projects/:id/restore': async (owner) => ({
    url: `/projects/${await projectOf(owner, { deletedAt })}/restore`,
  }),
  'GET /tasks': plain('/tasks'),
  'GET /tasks/:id': async (owner) => ({ url: `/tasks/${await taskOf(owner)}` }),
  'GET /tasks/:id/history': async (owner) => ({ url: `/tasks/${await taskOf(owner)}/history` }),
  'POST /tasks': async (owner) => ({
    url: '/tasks',
    body: { projectId: await projectOf(owner), title: 'Walk the matrix' },
  }),
  'PATCH /tasks/:id': async (owner) => {
    const id = await taskOf(owner)
    return { url: `/tasks/${id}`, body: { title: 'Renamed' }, ifMatch: `"${id}.1"` }
  },
  'DELETE /tasks/:id': async (owner) => {
    const id = await taskOf(owner)
    return { url: `/tasks/${id}`, ifMatch: `"${id}.1"` }
  },
  'POST /tasks/:id/restore': async (owner) => ({
    url: `/tasks/${await taskOf(owner, { deletedAt })}/restore`,
  }),
  'GET /tags': plain('/tags'),
  'POST /sample-data': plain('/sample-data'),
  'DELETE /sample-data': plain('/sample-data'),
  'GET /checkins': async (owner) => ({ url: `/checkins?userId=${owner.id}` }),
  'GET /checkins/stats': async (owner) => ({ url: `/checkins/stats?userId=${owner.id}` }),
  'GET /checkins/export': async (owner) => ({ url: `/checkins/export?userId=${owner.id}` }),
  'GET /checkins/:id': async (owner) => ({ url: `/checkins/${await aCheckin(t, owner)}` }),
  'POST /checkins': async () => ({ url: '/checkins', body: { text: '1h #dev walk the matrix' } }),
  'POST /checkins/batch': async () => ({
    url: '/checkins/batch',
    body: { items: [{ text: '1h #dev walk the matrix', sourceId: v7() }] },
  }),
  'PATCH /checkins/:id': async (owner, isOwn) => {
    const id = await aCheckin(t, owner)
    const body = { minutes: 30, ...because(isOwn) }
    return { url: `/checkins/${id}`, body, ifMatch: `"${id}.1"` }
  },
  'DELETE /checkins/:id': async (owner, isOwn) => {
    const id = await aCheckin(t, owner)
    return {
      url: `/checkins/${id}`,
      ifMatch: `"${id}.1"`,
      ...(isOwn ? {} : { body: because(false) }),
    }
  },
  'POST /checkins/:id/restore': async (owner, isOwn) => {
    const id = await aCheckin(t, owner, { deletedAt })
    return { url: `/checkins/${id}/restore`, ...(isOwn ? {} : { body: because(false) }) }
  },
}

/** The last admin may not go, so there is another one. */
async function aSecondAdmin({ workspaceId }: Person): Promise<void> {
  await t.sql(
    `insert into users (workspace_id, id, email, name, role)
     values ($1, $2, 'second@here.test', 'Second Admin', 'admin') on conflict do nothing`,
    [workspaceId, v7()],
  )
}

let keys = 0
function freshKey(): string {
  return `P${++keys}`.padEnd(3, 'X')
}

function projectOf(owner: Person, seed: { deletedAt?: string } = {}): Promise<string> {
  return aProject(t, owner, { key: freshKey(), name: 'fix nav', ...seed })
}

async function taskOf(owner: Person, seed: { deletedAt?: string } = {}): Promise<string> {
  return aTask(t, owner, await projectOf(owner), { title: 'fix nav', ...seed })
}

function plain(url: string) {
  return async () => ({ url })
}

function because(isOwn: boolean) {
  return isOwn ? {} : { reason: 'The day was wrong.' }
}

type Cell = { name: RouteName; who: Who; relation: Relation; expected: number }
type Who = 'nobody' | Role | 'stranger'

const cells = (Object.entries(routeMatrix) as [RouteName, RouteCells][]).flatMap(
  ([name, row]): Cell[] => [
    { name, who: 'nobody', relation: 'other', expected: row.nobody },
    ...roles.flatMap((who): Cell[] => {
      const { own, other } = row[who]
      const ownCell: Cell = { name, who, relation: 'own', expected: own }
      return other === undefined
        ? [ownCell]
        : [ownCell, { name, who, relation: 'other', expected: other }]
    }),
    ...(row.foreign === undefined
      ? []
      : [{ name, who: 'stranger', relation: 'foreign', expected: row.foreign } as const]),
  ],
)

async function answer(name: RouteName, who: Person | undefined, owner: Person, relation: Relation) {
  const call = await calls[name](owner, relation === 'own')
  const method = name.split(' ')[0] as 'GET'
  const before = await databaseHash(t)
  const { statusCode, headers, body } = await t.as(who, method, call.url, {
    ...(call.body === undefined ? {} : { body: call.body }),
    ...(call.ifMatch === undefined ? {} : { ifMatch: call.ifMatch }),
  })
  if (statusCode >= 400) {
    expect(headers['content-type'], name).toBe('application/problem+json')
    expect(await databaseHash(t), `${name}: a denial changes nothing`).toEqual(before)
    // An id is in the path of the request, so only other facts of the row would give it away.
    expect(body).not.toContain('fix nav')
  }
  return statusCode
}

test('every registered route is a row of the matrix, and every row is registered', async () => {
  expect((await registeredRoutes(t.app)).sort()).toEqual(Object.keys(routeMatrix).sort())
})

test.each(cells)('$name as $who, $relation row: $expected', async (cell) => {
  const who = cell.who === 'nobody' ? undefined : t.people[cell.who]
  const owner = cell.relation === 'own' && who ? who : t.people.other
  expect(await answer(cell.name, who, owner, cell.relation)).toBe(cell.expected)
  // Who asked to be erased is needed again for the next cell.
  if (cell.expected === 202) await t.sql('update users set active = true')
})

describe('someone who was switched off', () => {
  const guarded = cells.filter((cell) => cell.who === 'nobody' && cell.expected === 401)

  test.each(guarded)('gets 403 from $name at once', async ({ name }) => {
    const { member } = t.people
    await t.sql('update users set active = false where id = $1', [member.id])
    expect(await answer(name, member, member, 'own')).toBe(403)
    await t.sql('update users set active = true where id = $1', [member.id])
  })
})

test('a lowered role counts from the next request on', async () => {
  const { manager, other } = t.people
  const url = `/checkins/${await aCheckin(t, other)}`
  expect((await t.as(manager, 'GET', url)).statusCode).toBe(200)
  await t.sql("update users set role = 'member' where id = $1", [manager.id])
  expect((await t.as(manager, 'GET', url)).statusCode).toBe(404)
  await t.sql("update users set role = 'manager' where id = $1", [manager.id])
})
