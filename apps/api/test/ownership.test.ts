// Every registered route as every kind of person, compared with the matrix. A route that is missing
// from the matrix fails the suite, so a new endpoint cannot ship unguarded.

import { type RouteCells, type RouteName, routeMatrix } from '@worksmart/types/permissions'
import { type Role, roles } from '@worksmart/types/roles'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { aDraft, anAnalysis, aSuggestion } from './ai-factories.ts'
import type { Person } from './app.ts'
import { databaseHash } from './database-hash.ts'
import { createDocumentsApp, type DocumentsApp, put } from './documents-app.ts'
import { aCheckin, aDocument, aLink, aProject, aTask } from './factories.ts'
import { registeredRoutes } from './registered-routes.ts'

let t: DocumentsApp
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

/** `other` is a colleague’s row; of documents a private one, and `shared` one that is linked. */
type Relation = 'own' | 'other' | 'shared' | 'foreign'
type Call = {
  url: string
  body?: unknown
  ifMatch?: string
}

const deletedAt = '2026-11-24T09:30:00.000Z'

/** How a route is called about a row of `owner`; `reason` only where the row is another's. */
const calls: Record<
  RouteName,
  (owner: Person, isOwn: boolean, isShared: boolean, who: Person | undefined) => Promise<Call>
> = {
  'GET /health': plain('/health'),
  'GET /health/live': plain('/health/live'),
  'GET /health/ready': plain('/health/ready'),
  'GET /health/database': plain('/health/database'),
  'GET /health/storage': plain('/health/storage'),
  'GET /health/ai': plain('/health/ai'),
  'GET /openapi.json': plain('/openapi.json'),
  'GET /local/people': plain('/local/people'),
  'GET /me': plain('/me'),
  'GET /me/export': plain('/me/export'),
  'POST /me/sign-out': plain('/me/sign-out'),
  'DELETE /me': async (owner) => {
    await aSecondAdmin(owner)
    return { url: '/me' }
  },
  'DELETE /users/:id/data': async (owner) => ({ url: `/users/${owner.id}/data` }),
  'GET /users': plain('/users'),
  'POST /users': async () => ({
    url: '/users',
    body: { email: `${freshKey()}@here.test`, name: 'Walk the matrix', role: 'member' },
  }),
  'PATCH /users/:id': async (owner, isOwn) => ({
    url: `/users/${owner.id}`,
    body: isOwn ? { name: owner.email } : { active: true },
    ifMatch: `"${owner.id}.${await versionOf('users', owner.id)}"`,
  }),
  'GET /workspace': plain('/workspace'),
  'PATCH /workspace': async (owner) => ({
    url: '/workspace',
    body: { name: 'Walked' },
    ifMatch: `"${owner.workspaceId}.${await versionOf('workspaces', owner.workspaceId)}"`,
  }),
  'POST /projects/:id/status-narrative': async (owner) => ({
    url: `/projects/${await projectOf(owner)}/status-narrative`,
  }),
  'GET /projects/:id/narratives': async (owner) => ({
    url: `/projects/${await projectOf(owner)}/narratives`,
  }),
  'POST /projects/:id/narratives': async (owner, _isOwn, _isShared, who) => {
    const project = await projectOf(owner)
    const body = {
      suggestionId: await aDraft(t, who ?? owner, project),
      sentences: [{ text: 'All is well.', factIds: [] }],
    }
    return { url: `/projects/${project}/narratives`, body }
  },
  'POST /categorize': async () => ({ url: '/categorize', body: { text: '1h walk the matrix' } }),
  'GET /anomalies': async (owner) => ({ url: `/anomalies?userId=${owner.id}` }),
  'POST /search': async () => ({ url: '/search', body: { query: 'walk' } }),
  'POST /ai/feedback': async (owner) => ({
    url: '/ai/feedback',
    body: { suggestionId: await aSuggestion(t, owner), outcome: 'ignored' },
  }),
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
  'POST /documents/presign': async () => ({
    url: '/documents/presign',
    body: {
      name: 'walk.txt',
      mime: 'text/plain',
      sizeBytes: 4,
      sha256: 'a'.repeat(64),
    },
  }),
  'POST /documents': async (owner) => {
    const upload = await t.begin(owner, { bytes: 'walk' })
    await put(upload, 'walk')
    return { url: '/documents', body: { uploadId: upload.uploadId } }
  },
  'GET /documents': plain('/documents'),
  'GET /documents/:id': aboutDocument(''),
  'GET /documents/:id/download': async (owner, _isOwn, isShared) => ({
    url: `/documents/${await documentOf(owner, isShared, true)}/download`,
  }),
  'GET /documents/:id/links': aboutDocument('/links'),
  'PATCH /documents/:id': async (owner, _isOwn, isShared) => {
    const id = await documentOf(owner, isShared)
    return { url: `/documents/${id}`, body: { name: 'renamed.pdf' }, ifMatch: `"${id}.1"` }
  },
  'DELETE /documents/:id': async (owner, _isOwn, isShared) => {
    const id = await documentOf(owner, isShared)
    return { url: `/documents/${id}`, ifMatch: `"${id}.1"` }
  },
  'POST /documents/:id/restore': async (owner, _isOwn, isShared) => {
    const id = await documentOf(owner, isShared)
    await t.sql('update documents set deleted_at = $2 where id = $1', [id, deletedAt])
    return { url: `/documents/${id}/restore` }
  },
  'POST /documents/:id/links': async (owner, _isOwn, isShared) => ({
    url: `/documents/${await documentOf(owner, isShared)}/links`,
    body: { projectId: await projectOf(owner) },
  }),
  'DELETE /documents/:id/links/:linkId': async (owner, isOwn, isShared) => {
    const id = await documentOf(owner, isShared)
    const isLinked = isOwn || isShared
    const link = isLinked ? await aLink(t, owner, id, { projectId: await projectOf(owner) }) : v7()
    return { url: `/documents/${id}/links/${link}`, ifMatch: `"${link}.1"` }
  },
  'GET /documents/:id/analysis': aboutDocument('/analysis'),
  'POST /documents/:id/analyze': async (owner, _isOwn, isShared) => {
    const id = await documentOf(owner, isShared)
    await anAnalysis(t, id)
    return { url: `/documents/${id}/analyze` }
  },
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

async function versionOf(table: 'users' | 'workspaces', id: string): Promise<number> {
  const [row] = await t.sql<{ version: number }>(`select version from ${table} where id = $1`, [id])
  return row?.version ?? 1
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

async function documentOf(owner: Person, isShared: boolean, hasFile = false): Promise<string> {
  const name = 'fix nav.pdf'
  const id = hasFile
    ? (await t.upload(owner, { name, bytes: '%PDF-1.7\n' })).id
    : await aDocument(t, owner, { name })
  if (isShared) await aLink(t, owner, id, { projectId: await projectOf(owner) })
  return id
}

function aboutDocument(end: string) {
  return async (owner: Person, _isOwn: boolean, isShared: boolean) => ({
    url: `/documents/${await documentOf(owner, isShared)}${end}`,
  })
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
      const { own, other, shared } = row[who]
      const expectations = { own, other, shared }
      return (['own', 'other', 'shared'] as const).flatMap((relation) => {
        const expected = expectations[relation]
        return expected === undefined ? [] : [{ name, who, relation, expected }]
      })
    }),
    ...(row.foreign === undefined
      ? []
      : [{ name, who: 'stranger', relation: 'foreign', expected: row.foreign } as const]),
  ],
)

type Asking = { name: RouteName; who: Person | undefined; owner: Person; relation: Relation }

async function answer(asking: Asking, beforeAsking = async () => {}): Promise<number> {
  const { name, who, owner, relation } = asking
  const call = await calls[name](owner, relation === 'own', relation === 'shared', who)
  await beforeAsking()
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

let walked = 0

test.each(cells)('$name as $who, $relation row: $expected', async (cell) => {
  const who = cell.who === 'nobody' ? undefined : t.people[cell.who]
  const owner = cell.relation === 'own' && who ? who : t.people.other
  expect(await answer({ ...cell, who, owner })).toBe(cell.expected)
  // Who asked to be erased is needed again for the next cell.
  if (cell.expected === 202) {
    await t.sql('delete from erasures')
    await t.sql('update users set active = true')
  }
  walked++
})

test('every cell of the matrix ran: routes × actors × relations that apply', () => {
  const rows: RouteCells[] = Object.values(routeMatrix)
  const having = (relation: 'own' | 'other' | 'shared') =>
    rows.filter((row) => row.member[relation] !== undefined).length
  const foreign = rows.filter((row) => row.foreign !== undefined).length
  const [own, other, shared] = [having('own'), having('other'), having('shared')]
  const count = rows.length + roles.length * (own + other + shared) + foreign
  expect(walked).toBe(count)
  process.stdout.write(
    `matrix: ${count} cells = ${rows.length} routes without identity + ${roles.length} roles × ` +
      `(${own} routes own + ${other} other + ${shared} shared) + ${foreign} routes foreign\n`,
  )
})

describe('someone who was switched off', () => {
  const guarded = cells.filter((cell) => cell.who === 'nobody' && cell.expected === 401)

  test.each(guarded)('gets 403 from $name at once', async ({ name }) => {
    const { member } = t.people
    const asking = { name, who: member, owner: member, relation: 'own' } as const
    const status = await answer(asking, async () => {
      await t.sql('update users set active = false where id = $1', [member.id])
    })
    expect(status).toBe(403)
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
