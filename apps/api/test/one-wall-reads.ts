// How each reading route is asked about a row of somebody, and which cells of the matrix that makes.

import { type RouteCells, type RouteName, routeMatrix } from '@worksmart/types/permissions'
import { type Role, roles } from '@worksmart/types/roles'
import type { Person } from './app.ts'
import type { DocumentsApp } from './documents-app.ts'
import { aCheckin, aDocument, aLink, aProject, aTask } from './factories.ts'

export type Relation = 'own' | 'other' | 'shared' | 'foreign'

export type ReadCell = {
  name: RouteName
  who: Role | 'stranger'
  relation: Relation
  /** What the matrix answers. */
  code: number
  /** Whether the caller may see the row. */
  isVisible: boolean
}

export type Read = {
  url: string
  body?: unknown
  /** Stands in every answer that shows the row, and in no other. */
  sign: string
}

/** A search reads like a list, though its words travel in a body. */
const isRead = (name: RouteName) =>
  routeMatrix[name].permission !== 'public' && (name.startsWith('GET ') || name === 'POST /search')

export const readRoutes = (Object.keys(routeMatrix) as RouteName[]).filter(isRead)

/** Whether the path names the row; such a route answers 404 where a list leaves the row out. */
export const namesRow = (name: RouteName) => name.includes('/:id')

/** A list shows a row to whom its own page does; where the matrix names no page, to whom it says. */
const pageOf: Partial<Record<RouteName, RouteName>> = {
  'GET /checkins': 'GET /checkins/:id',
  'GET /checkins/stats': 'GET /checkins/:id',
  'GET /checkins/export': 'GET /checkins/:id',
  'GET /anomalies': 'GET /checkins/:id',
  'GET /tags': 'GET /checkins/:id',
  'POST /search': 'GET /checkins/:id',
  'GET /documents': 'GET /documents/:id',
}

/** The relations of a route: those of its page, and a row of another workspace for every one. */
export function relationsOf(name: RouteName): Exclude<Relation, 'foreign'>[] {
  const page: RouteCells = routeMatrix[pageOf[name] ?? name]
  return (['own', 'other', 'shared'] as const).filter((one) => page.member[one] !== undefined)
}

export const readCells: ReadCell[] = readRoutes.flatMap((name) => {
  const row: RouteCells = routeMatrix[name]
  const page: RouteCells = routeMatrix[pageOf[name] ?? name]
  const cells = roles.flatMap((who) =>
    relationsOf(name).map(
      (relation): ReadCell => ({
        name,
        who,
        relation,
        code: row[who][relation] ?? 200,
        isVisible: page[who][relation] === 200,
      }),
    ),
  )
  const code = namesRow(name) ? 404 : 200
  return [...cells, { name, who: 'stranger', relation: 'foreign', code, isVisible: false }]
})

let made = 0
const fresh = () => `P${++made}`.padEnd(3, 'X')

/** Makes a row of this person and says how the route is asked about it. */
export async function readOf(
  t: DocumentsApp,
  name: RouteName,
  owner: Person,
  isShared: boolean,
): Promise<Read> {
  const path = name.slice(name.indexOf(' ') + 1)
  const about = (id: string): Read => ({ url: path.replace(':id', id), sign: id })
  if (path.startsWith('/projects/:id')) return about(await project(t, owner))
  if (path.startsWith('/tasks/:id')) return about(await task(t, owner))
  if (path === '/documents/:id/download') return about(await file(t, owner, isShared))
  if (path.startsWith('/documents/:id')) return about(await document(t, owner, isShared))
  if (path.startsWith('/checkins/:id')) return about(await aCheckin(t, owner))
  switch (name) {
    case 'GET /projects': {
      const key = fresh()
      return { url: `/projects?key=${key}`, sign: await project(t, owner, key) }
    }
    case 'GET /tasks': {
      const key = fresh()
      return { url: `/tasks?ref=${key}-1`, sign: await task(t, owner, key) }
    }
    case 'GET /documents':
      return { url: '/documents?limit=100', sign: await document(t, owner, isShared) }
    case 'GET /checkins':
    case 'GET /checkins/export':
      return { url: `${path}?userId=${owner.id}`, sign: await aCheckin(t, owner) }
    case 'GET /anomalies': {
      // A day of its own, so that what is long on it is this one check-in.
      const workDate = `2026-10-${String((++made % 28) + 1).padStart(2, '0')}`
      const sign = await aCheckin(t, owner, { minutes: 1440, workDate })
      return { url: `${path}?userId=${owner.id}&from=${workDate}&to=${workDate}`, sign }
    }
    case 'GET /checkins/stats':
      return { url: `${path}?userId=${owner.id}`, sign: await tag(t, owner) }
    case 'GET /tags':
      return { url: path, sign: await tag(t, owner) }
    case 'POST /search':
      return search(t, owner)
    case 'GET /workspace':
      return { url: path, sign: owner.workspaceId }
    default:
      if (path.includes(':')) throw new Error(`Say how ${name} is asked about a row.`)
      // What a route says of the caller alone names the caller.
      return { url: path, sign: owner.id }
  }
}

const project = (t: DocumentsApp, owner: Person, key = fresh()) => aProject(t, owner, { key })

const task = async (t: DocumentsApp, owner: Person, key = fresh()) =>
  aTask(t, owner, await project(t, owner, key))

async function document(t: DocumentsApp, owner: Person, isShared: boolean): Promise<string> {
  return shared(t, owner, await aDocument(t, owner), isShared)
}

async function file(t: DocumentsApp, owner: Person, isShared: boolean): Promise<string> {
  return shared(t, owner, (await t.upload(owner)).id, isShared)
}

async function shared(t: DocumentsApp, owner: Person, id: string, isShared: boolean) {
  if (isShared) await aLink(t, owner, id, { projectId: await project(t, owner) })
  return id
}

async function tag(t: DocumentsApp, owner: Person): Promise<string> {
  const sign = `sign-${++made}`
  await aCheckin(t, owner, { tags: [sign] })
  return sign
}

async function search(t: DocumentsApp, owner: Person): Promise<Read> {
  const word = `walrus${++made}`
  const sign = await aCheckin(t, owner, { activity: word })
  await t.sql(
    `insert into search_chunks (workspace_id, owner_type, owner_id, chunk_no, user_id, managers_read,
       content_hash, text) values ($1, 'checkin', $2, 0, $3, true, 'h', $4)`,
    [owner.workspaceId, sign, owner.id, word],
  )
  return { url: '/search', body: { query: word }, sign }
}
