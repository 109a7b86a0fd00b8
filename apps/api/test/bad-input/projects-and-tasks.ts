import { v7 } from 'uuid'
import { anId, asked, type BadInput, nested, posted, projectId, raw, taskId } from './input.ts'

const aProject = { key: 'NEW', name: 'New' }
const aTask = { projectId, title: 'New' }
const asManager = { url: '/projects', as: 'manager' } as const
const ofTasks = { url: '/tasks' } as const
const invalid = { status: 422, code: 'request.invalid' }
const noSuch = (what: 'project' | 'task' | 'user') => ({ status: 404, code: `${what}.not_found` })
const badRef = { status: 400, code: 'version.malformed', pointer: undefined }

/** One field of a new project that is wrong. */
const project = (what: string, field: string, value: unknown, pointer = `/${field}`) =>
  posted(what, { ...aProject, [field]: value }, pointer, asManager)
/** One field of a new task that is wrong. */
const task = (what: string, field: string, value: unknown, pointer = `/${field}`) =>
  posted(what, { ...aTask, [field]: value }, pointer, ofTasks)
/** A patch of a row that is there; `ifMatch` is its version unless said. */
const patched = (
  what: string,
  url: string,
  body: unknown,
  pointer: string | undefined,
  rest: Partial<BadInput> = {},
): BadInput => ({
  what,
  method: 'PATCH',
  url,
  body,
  headers: { 'if-match': `"${url.split('/')[2]}.1"` },
  ...invalid,
  pointer,
  ...rest,
})

export const projects: BadInput[] = [
  ...['web', 'W', 'ABCDEFGHIJK', '1AB', 'A B', 'ÄB', 'WEB\u0000', '', 7, null].map((key) =>
    project(`the key ${JSON.stringify(key)}`, 'key', key),
  ),
  project('an empty name', 'name', ' '),
  project('a name of 101 characters', 'name', 'a'.repeat(101)),
  project('a NUL in a name', 'name', 'a\u0000b'),
  project('a NUL in a description', 'description', 'a\u0000b'),
  project('half of a pair in a name', 'name', '\ud800'),
  project('a description of 20,001 characters', 'description', 'a'.repeat(20_001)),
  ...['open', 'ARCHIVED', '', null, 1, ['done']].map((status) =>
    project(`the status ${JSON.stringify(status)}`, 'status', status),
  ),
  ...['purple', '#fff', '', null].map((colour) =>
    project(`the colour ${JSON.stringify(colour)}`, 'colour', colour),
  ),
  ...[0, -1, 1.5, 24_000_001, 1e21, '60'].map((minutes) =>
    project(`a budget of ${JSON.stringify(minutes)}`, 'budgetMinutes', minutes),
  ),
  ...['2026-02-30', '1999-12-31', 'soon', 20261124].map((day) =>
    project(`the due date ${JSON.stringify(day)}`, 'dueOn', day),
  ),
  project('an owner that is no id', 'ownerId', 'me'),
  project('an unknown key', 'members', []),
  project('a version', 'version', 7),
  posted(
    'an owner who is not here',
    { ...aProject, ownerId: anId },
    '/ownerId',
    Object.assign({}, asManager, noSuch('user')),
  ),
  posted(
    'dates out of order',
    { ...aProject, startsOn: '2026-11-24', dueOn: '2026-11-23' },
    '/dueOn',
    asManager,
  ),
  posted('a key that is taken', { ...aProject, key: 'WEB' }, '/key', {
    ...asManager,
    status: 409,
    code: 'project.key_taken',
  }),
  posted('a project of a member', aProject, '', {
    url: '/projects',
    status: 403,
    code: 'permission.denied',
    pointer: undefined,
  }),
  raw('33 levels in a project', `{"key":"NEW","name":"x","x":${nested(32)}}`, {
    ...asManager,
    ...invalid,
    pointer: '/',
  }),
  raw('a key twice in a project', '{"key":"NEW","key":"OLD","name":"x"}', {
    ...asManager,
    ...invalid,
    pointer: '/key',
  }),
  patched('a project patched by nothing readable', `/projects/${projectId}`, [], '/'),
  patched('a project patched to an unknown key', `/projects/${projectId}`, { id: v7() }, '/id'),
  patched('a project patched to another age', `/projects/${projectId}`, { version: 3 }, '/version'),
  patched('a project without its name', `/projects/${projectId}`, { name: null }, '/name'),
  patched('a project that is not there', `/projects/${anId}`, { name: 'x' }, undefined, {
    ...noSuch('project'),
  }),
  patched('another row’s version', `/projects/${projectId}`, { name: 'x' }, undefined, {
    ...badRef,
    headers: { 'if-match': `"${taskId}.1"` },
  }),
  patched('an old version', `/projects/${projectId}`, { name: 'x' }, undefined, {
    status: 412,
    code: 'version.stale',
    headers: { 'if-match': `"${projectId}.9"` },
  }),
  ...['', '/summary', '/history'].flatMap((end) => [
    asked(`no id before ${end || 'nothing'}`, `/projects/WEB${end}`, '/path/id'),
    asked(`an id of nothing before ${end || 'nothing'}`, `/projects/${anId}${end}`, '', {
      ...noSuch('project'),
      pointer: undefined,
    }),
  ]),
  asked('a history of 0', `/projects/${projectId}/history?limit=0`, '/query/limit'),
  asked('a cursor of a history that is none', `/projects/${projectId}/history?cursor=x`, '', {
    status: 400,
    code: 'cursor.invalid',
    pointer: undefined,
  }),
  asked('a status that is none', '/projects?status=open', '/query/status'),
  asked('two statuses', '/projects?status=done&status=done', '/query/status'),
  asked('an owner that is none', '/projects?ownerId=me', '/query/ownerId'),
]

export const tasks: BadInput[] = [
  task('an empty title', 'title', ' \n'),
  task('a title of 201 characters', 'title', 'a'.repeat(201)),
  task('a title of 10,000 characters', 'title', 'a'.repeat(10_000)),
  task('a NUL in a title', 'title', 'a\u0000b'),
  task('a NUL in a description', 'description', '\u0000'),
  task('a description of 20,001 characters', 'description', 'a'.repeat(20_001)),
  ...['open', 'Done', 'archived', '', null, {}].map((status) =>
    task(`the status ${JSON.stringify(status)}`, 'status', status),
  ),
  ...[0, -5, 0.5, 24_000_001, '2h'].map((minutes) =>
    task(`an estimate of ${JSON.stringify(minutes)}`, 'estimateMinutes', minutes),
  ),
  ...['2026-02-30', 'tomorrow', '2100-01-01'].map((day) =>
    task(`the due date ${JSON.stringify(day)}`, 'dueOn', day),
  ),
  ...['', 'zz', 'a', 'a10', 'a0!', '0a', '\u0000', 7, null].map((position) =>
    task(`the position ${JSON.stringify(position)}`, 'position', position),
  ),
  task('a position of 201 characters', 'position', `a0${'1'.repeat(199)}`),
  task('an assignee that is no id', 'assigneeId', 'me'),
  task('a number of one’s own', 'number', 1),
  task('a creator', 'creatorId', v7()),
  task('a time of completion', 'completedAt', '2026-11-24T10:00:00.000Z'),
  task('a parent', 'parentId', taskId),
  task('logged minutes', 'loggedMinutes', 9),
  task('a project by its key', 'projectId', 'WEB'),
  posted('a task of no project', { title: 'x' }, '/projectId', ofTasks),
  posted('a task of a project that is not there', { ...aTask, projectId: anId }, '/projectId', {
    ...ofTasks,
    ...noSuch('project'),
  }),
  posted('an assignee who is not here', { ...aTask, assigneeId: anId }, '/assigneeId', {
    ...ofTasks,
    as: 'manager',
    ...noSuch('user'),
  }),
  posted('a member who assigns somebody', { ...aTask, assigneeId: anId }, '', {
    ...ofTasks,
    status: 403,
    code: 'permission.denied',
    pointer: undefined,
  }),
  raw('33 levels in a task', `{"projectId":"${projectId}","title":"x","x":${nested(32)}}`, {
    ...ofTasks,
    ...invalid,
    pointer: '/',
  }),
  patched('a task patched to a number', `/tasks/${taskId}`, { number: 7 }, '/number'),
  patched('a task without a project', `/tasks/${taskId}`, { projectId: null }, '/projectId'),
  patched('a task with no place', `/tasks/${taskId}`, { position: 'zz' }, '/position'),
  patched(
    'a move to a project that is not there',
    `/tasks/${taskId}`,
    { projectId: anId },
    '/projectId',
    {
      as: 'manager',
      ...noSuch('project'),
    },
  ),
  patched('a move by a member', `/tasks/${taskId}`, { projectId: anId }, undefined, {
    status: 403,
    code: 'permission.denied',
  }),
  patched('a task that is not there', `/tasks/${anId}`, { title: 'x' }, undefined, {
    ...noSuch('task'),
  }),
  patched('a weak version', `/tasks/${taskId}`, { title: 'x' }, undefined, {
    ...badRef,
    headers: { 'if-match': `W/"${taskId}.1"` },
  }),
  asked('a task by its ref', '/tasks/WEB-1', '/path/id'),
  ...['web-1', 'WEB-0', 'WEB', 'WEB-1234567', 'WEB-1x', "'"].map((ref) =>
    asked(`the ref ${ref}`, `/tasks?ref=${ref}`, '/query/ref'),
  ),
  asked('a status that is none', '/tasks?status=archived', '/query/status'),
  asked('a day that does not exist', '/tasks?dueBefore=2026-02-30', '/query/dueBefore'),
  asked('an assignee that is none', '/tasks?assigneeId=me', '/query/assigneeId'),
  asked('a project by its key', '/tasks?projectId=WEB', '/query/projectId'),
  asked('a NUL in a search', '/tasks?q=%00', '/query/q'),
  asked('an order', '/tasks?order=position', '/query/order'),
  ...(['PUT', 'POST'] as const).map((method) => ({
    what: `${method} of one task`,
    method,
    url: `/tasks/${taskId}`,
    status: 405,
    code: 'request.method_not_allowed',
  })),
]
