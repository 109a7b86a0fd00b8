import type { Role } from './roles.ts'

/**
 * The authorization matrix as data. A route names one permission; this table says which role has
 * it. What a role may do to *another person's* row is in `routeMatrix`, and every cell of that is
 * executed by the ownership walk.
 */
export const permissions = {
  'account.read': ['member', 'manager', 'admin'],
  'users.read': ['member', 'manager', 'admin'],
  'projects.read': ['member', 'manager', 'admin'],
  'projects.add': ['manager', 'admin'],
  'projects.edit': ['member', 'manager', 'admin'],
  'projects.remove': ['admin'],
  'tasks.read': ['member', 'manager', 'admin'],
  'tasks.write': ['member', 'manager', 'admin'],
  'tags.read': ['member', 'manager', 'admin'],
  'checkins.read': ['member', 'manager', 'admin'],
  'checkins.write': ['member', 'manager', 'admin'],
  'sampleData.write': ['admin'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

export function isPermitted(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role)
}

/**
 * `own` and `other` are the answers for one's own row and for a colleague's; `foreign` for a row of
 * another workspace; `nobody` without identity. A route about no particular row has only `own`.
 */
export type RouteCells = {
  permission: Permission | 'public'
  nobody: number
  member: { own: number; other?: number }
  manager: { own: number; other?: number }
  admin: { own: number; other?: number }
  foreign?: number
}

const everyone = (code: number) => ({
  member: { own: code },
  manager: { own: code },
  admin: { own: code },
})

/** `METHOD /path` as the api registers it, without the `/api` prefix. */
export const routeMatrix = {
  'GET /health': { permission: 'public', nobody: 200, ...everyone(200) },
  'GET /health/live': { permission: 'public', nobody: 200, ...everyone(200) },
  'GET /health/ready': { permission: 'public', nobody: 200, ...everyone(200) },
  'GET /health/database': { permission: 'public', nobody: 200, ...everyone(200) },
  'GET /health/storage': { permission: 'public', nobody: 200, ...everyone(200) },
  'GET /health/ai': { permission: 'public', nobody: 200, ...everyone(200) },
  'GET /openapi.json': { permission: 'public', nobody: 200, ...everyone(200) },
  'GET /local/people': { permission: 'public', nobody: 200, ...everyone(200) },
  'GET /me': { permission: 'account.read', nobody: 401, ...everyone(200) },
  'GET /users': { permission: 'users.read', nobody: 401, ...everyone(200) },
  'GET /projects': { permission: 'projects.read', nobody: 401, ...everyone(200) },
  'GET /projects/:id': { permission: 'projects.read', nobody: 401, ...everyone(200), foreign: 404 },
  'GET /projects/:id/history': {
    permission: 'projects.read',
    nobody: 401,
    ...everyone(200),
    foreign: 404,
  },
  'GET /projects/:id/summary': {
    permission: 'projects.read',
    nobody: 401,
    ...everyone(200),
    foreign: 404,
  },
  'POST /projects': {
    permission: 'projects.add',
    nobody: 401,
    member: { own: 403 },
    manager: { own: 201 },
    admin: { own: 201 },
  },
  // `own` is a project that the caller owns.
  'PATCH /projects/:id': {
    permission: 'projects.edit',
    nobody: 401,
    member: { own: 200, other: 403 },
    manager: { own: 200, other: 200 },
    admin: { own: 200, other: 200 },
    foreign: 404,
  },
  'DELETE /projects/:id': {
    permission: 'projects.remove',
    nobody: 401,
    member: { own: 403, other: 403 },
    manager: { own: 403, other: 403 },
    admin: { own: 204, other: 204 },
    foreign: 404,
  },
  'POST /projects/:id/restore': {
    permission: 'projects.remove',
    nobody: 401,
    member: { own: 403, other: 403 },
    manager: { own: 403, other: 403 },
    admin: { own: 200, other: 200 },
    foreign: 404,
  },
  'GET /tasks': { permission: 'tasks.read', nobody: 401, ...everyone(200) },
  'GET /tasks/:id': { permission: 'tasks.read', nobody: 401, ...everyone(200), foreign: 404 },
  'GET /tasks/:id/history': {
    permission: 'tasks.read',
    nobody: 401,
    ...everyone(200),
    foreign: 404,
  },
  'POST /tasks': { permission: 'tasks.write', nobody: 401, ...everyone(201) },
  // `own` is a task that the caller created.
  'PATCH /tasks/:id': {
    permission: 'tasks.write',
    nobody: 401,
    member: { own: 200, other: 403 },
    manager: { own: 200, other: 200 },
    admin: { own: 200, other: 200 },
    foreign: 404,
  },
  'DELETE /tasks/:id': {
    permission: 'tasks.write',
    nobody: 401,
    member: { own: 204, other: 403 },
    manager: { own: 204, other: 204 },
    admin: { own: 204, other: 204 },
    foreign: 404,
  },
  'POST /tasks/:id/restore': {
    permission: 'tasks.write',
    nobody: 401,
    member: { own: 200, other: 403 },
    manager: { own: 200, other: 200 },
    admin: { own: 200, other: 200 },
    foreign: 404,
  },
  'GET /tags': { permission: 'tags.read', nobody: 401, ...everyone(200) },
  'POST /sample-data': {
    permission: 'sampleData.write',
    nobody: 401,
    member: { own: 403 },
    manager: { own: 403 },
    admin: { own: 201 },
  },
  'DELETE /sample-data': {
    permission: 'sampleData.write',
    nobody: 401,
    member: { own: 403 },
    manager: { own: 403 },
    admin: { own: 204 },
  },
  'GET /checkins': {
    permission: 'checkins.read',
    nobody: 401,
    member: { own: 200, other: 403 },
    manager: { own: 200, other: 200 },
    admin: { own: 200, other: 200 },
  },
  'GET /checkins/stats': {
    permission: 'checkins.read',
    nobody: 401,
    member: { own: 200, other: 403 },
    manager: { own: 200, other: 200 },
    admin: { own: 200, other: 200 },
  },
  'GET /checkins/export': {
    permission: 'checkins.read',
    nobody: 401,
    member: { own: 200, other: 403 },
    manager: { own: 200, other: 200 },
    admin: { own: 200, other: 200 },
  },
  'GET /checkins/:id': {
    permission: 'checkins.read',
    nobody: 401,
    member: { own: 200, other: 404 },
    manager: { own: 200, other: 200 },
    admin: { own: 200, other: 200 },
    foreign: 404,
  },
  'POST /checkins': { permission: 'checkins.write', nobody: 401, ...everyone(201) },
  'POST /checkins/batch': { permission: 'checkins.write', nobody: 401, ...everyone(200) },
  'PATCH /checkins/:id': {
    permission: 'checkins.write',
    nobody: 401,
    member: { own: 200, other: 404 },
    manager: { own: 200, other: 403 },
    admin: { own: 200, other: 200 },
    foreign: 404,
  },
  'DELETE /checkins/:id': {
    permission: 'checkins.write',
    nobody: 401,
    member: { own: 204, other: 404 },
    manager: { own: 204, other: 403 },
    admin: { own: 204, other: 204 },
    foreign: 404,
  },
  'POST /checkins/:id/restore': {
    permission: 'checkins.write',
    nobody: 401,
    member: { own: 200, other: 404 },
    manager: { own: 200, other: 403 },
    admin: { own: 200, other: 200 },
    foreign: 404,
  },
} as const satisfies Record<string, RouteCells>

export type RouteName = keyof typeof routeMatrix
