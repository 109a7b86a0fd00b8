import type { Role } from './roles.ts'

/**
 * The authorization matrix as data. A route names one permission; this table says which role has
 * it. What a role may do to *another person's* row is in `routeMatrix`, and every cell of that is
 * executed by the ownership walk.
 */
export const permissions = {
  'account.read': ['member', 'manager', 'admin'],
  'account.export': ['member', 'manager', 'admin'],
  'account.erase': ['member', 'manager', 'admin'],
  'account.signOut': ['member', 'manager', 'admin'],
  'users.read': ['member', 'manager', 'admin'],
  'users.add': ['admin'],
  'users.erase': ['admin'],
  'users.edit': ['member', 'manager', 'admin'],
  'workspace.read': ['member', 'manager', 'admin'],
  'workspace.edit': ['admin'],
  'projects.read': ['member', 'manager', 'admin'],
  'projects.add': ['manager', 'admin'],
  'projects.edit': ['member', 'manager', 'admin'],
  'projects.remove': ['admin'],
  'tasks.read': ['member', 'manager', 'admin'],
  'tasks.write': ['member', 'manager', 'admin'],
  'documents.read': ['member', 'manager', 'admin'],
  'documents.write': ['member', 'manager', 'admin'],
  'tags.read': ['member', 'manager', 'admin'],
  'checkins.read': ['member', 'manager', 'admin'],
  'checkins.write': ['member', 'manager', 'admin'],
  'ai.use': ['member', 'manager', 'admin'],
  'sampleData.write': ['admin'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

export function isPermitted(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role)
}

type Cells = { own: number; other?: number; shared?: number }

/**
 * `own` and `other` are the answers for one's own row and for a colleague's; `shared` for a
 * colleague's document that is linked to a project or task, where `other` is a private one;
 * `foreign` for a row of another workspace; `nobody` without identity. A route about no particular
 * row has only `own`.
 */
export type RouteCells = {
  permission: Permission | 'public'
  nobody: number
  member: Cells
  manager: Cells
  admin: Cells
  foreign?: number
}

const everyone = (code: number) => ({
  member: { own: code },
  manager: { own: code },
  admin: { own: code },
})

const readsDocument = {
  permission: 'documents.read',
  nobody: 401,
  member: { own: 200, other: 404, shared: 200 },
  manager: { own: 200, other: 404, shared: 200 },
  admin: { own: 200, other: 200, shared: 200 },
  foreign: 404,
} as const satisfies RouteCells

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
  'GET /me/export': { permission: 'account.export', nobody: 401, ...everyone(200) },
  // Twice is the same: who has signed out is told so once more.
  'POST /me/sign-out': { permission: 'account.signOut', nobody: 401, ...everyone(204) },
  // The last admin is refused, which is no matter of the role.
  'DELETE /me': { permission: 'account.erase', nobody: 401, ...everyone(202) },
  'DELETE /users/:id/data': {
    permission: 'users.erase',
    nobody: 401,
    member: { own: 403, other: 403 },
    manager: { own: 403, other: 403 },
    admin: { own: 403, other: 202 },
    foreign: 404,
  },
  'GET /users': { permission: 'users.read', nobody: 401, ...everyone(200) },
  'POST /users': {
    permission: 'users.add',
    nobody: 401,
    member: { own: 403 },
    manager: { own: 403 },
    admin: { own: 201 },
  },
  // `own` is one's own name, `other` whether a colleague is active.
  'PATCH /users/:id': {
    permission: 'users.edit',
    nobody: 401,
    member: { own: 200, other: 403 },
    manager: { own: 200, other: 403 },
    admin: { own: 200, other: 200 },
    foreign: 404,
  },
  'GET /workspace': { permission: 'workspace.read', nobody: 401, ...everyone(200) },
  'PATCH /workspace': {
    permission: 'workspace.edit',
    nobody: 401,
    member: { own: 403 },
    manager: { own: 403 },
    admin: { own: 200 },
  },
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
  'POST /projects/:id/status-narrative': {
    permission: 'projects.edit',
    nobody: 401,
    member: { own: 200, other: 403 },
    manager: { own: 200, other: 200 },
    admin: { own: 200, other: 200 },
    foreign: 404,
  },
  'GET /projects/:id/narratives': {
    permission: 'projects.read',
    nobody: 401,
    ...everyone(200),
    foreign: 404,
  },
  'POST /projects/:id/narratives': {
    permission: 'projects.edit',
    nobody: 401,
    member: { own: 201, other: 403 },
    manager: { own: 201, other: 201 },
    admin: { own: 201, other: 201 },
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
  'POST /documents/presign': { permission: 'documents.write', nobody: 401, ...everyone(200) },
  // `other` is the upload of a colleague.
  'POST /documents': {
    permission: 'documents.write',
    nobody: 401,
    member: { own: 201, other: 404 },
    manager: { own: 201, other: 404 },
    admin: { own: 201, other: 404 },
  },
  'GET /documents': { permission: 'documents.read', nobody: 401, ...everyone(200) },
  'GET /documents/:id': readsDocument,
  'GET /documents/:id/download': readsDocument,
  'GET /documents/:id/links': readsDocument,
  'GET /documents/:id/analysis': readsDocument,
  'POST /documents/:id/analyze': {
    permission: 'documents.write',
    nobody: 401,
    member: { own: 200, other: 404, shared: 403 },
    manager: { own: 200, other: 404, shared: 200 },
    admin: { own: 200, other: 200, shared: 200 },
    foreign: 404,
  },
  'PATCH /documents/:id': {
    permission: 'documents.write',
    nobody: 401,
    member: { own: 200, other: 404, shared: 403 },
    manager: { own: 200, other: 404, shared: 200 },
    admin: { own: 200, other: 200, shared: 200 },
    foreign: 404,
  },
  'DELETE /documents/:id': {
    permission: 'documents.write',
    nobody: 401,
    member: { own: 204, other: 404, shared: 403 },
    manager: { own: 204, other: 404, shared: 403 },
    admin: { own: 204, other: 204, shared: 204 },
    foreign: 404,
  },
  'POST /documents/:id/restore': {
    permission: 'documents.write',
    nobody: 401,
    member: { own: 200, other: 404, shared: 403 },
    manager: { own: 200, other: 404, shared: 403 },
    admin: { own: 200, other: 200, shared: 200 },
    foreign: 404,
  },
  'POST /documents/:id/links': {
    permission: 'documents.write',
    nobody: 401,
    member: { own: 201, other: 404, shared: 403 },
    manager: { own: 201, other: 404, shared: 201 },
    admin: { own: 201, other: 201, shared: 201 },
    foreign: 404,
  },
  // A private document has no link that could be taken away.
  'DELETE /documents/:id/links/:linkId': {
    permission: 'documents.write',
    nobody: 401,
    member: { own: 204, other: 404, shared: 403 },
    manager: { own: 204, other: 404, shared: 204 },
    admin: { own: 204, other: 404, shared: 204 },
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
  'POST /categorize': { permission: 'ai.use', nobody: 401, ...everyone(200) },
  'GET /anomalies': {
    permission: 'checkins.read',
    nobody: 401,
    member: { own: 200, other: 403 },
    manager: { own: 200, other: 200 },
    admin: { own: 200, other: 200 },
  },
  'POST /search': { permission: 'ai.use', nobody: 401, ...everyone(200) },
  // `other` is a suggestion that a colleague was shown.
  'POST /ai/feedback': {
    permission: 'ai.use',
    nobody: 401,
    member: { own: 200, other: 404 },
    manager: { own: 200, other: 404 },
    admin: { own: 200, other: 404 },
  },
} as const satisfies Record<string, RouteCells>

export type RouteName = keyof typeof routeMatrix
