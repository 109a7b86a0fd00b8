import { anId, asked, type BadInput, fields, posted } from './input.ts'

export const ids: BadInput[] = [
  ...['not-an-id', '1', `${anId}0`, '%00', 'null', "1'%20or%201=1", '{}'].map((id) =>
    asked(`the id ${id}`, `/checkins/${id}`, '/path/id'),
  ),
  asked('an encoded way up', '/checkins/..%2Fme', '/path/id'),
  asked('a way up', '/checkins/../checkins/x', '/path/id'),
  asked('a broken escape', '/checkins/%zz', '', {
    status: 400,
    code: 'request.malformed',
    pointer: undefined,
  }),
  asked('an id of 300 characters', `/checkins/${'a'.repeat(300)}`, '', {
    status: 404,
    code: 'request.route_not_found',
    pointer: undefined,
  }),
  posted('an id that is none', { ...fields, id: 'nil' }, '/id'),
  posted('a project id that is none', { ...fields, projectId: 'WEB' }, '/projectId'),
  posted('a task id that is none', { ...fields, taskId: 142 }, '/taskId'),
  posted('a project that is not there', { ...fields, projectId: anId }, '/projectId', {
    status: 404,
    code: 'project.not_found',
  }),
  posted('a task that is not there', { ...fields, taskId: anId }, '/taskId', {
    status: 404,
    code: 'task.not_found',
  }),
]

const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const badCursors = [
  'x',
  'e30',
  '%F0%9F%99%82',
  cursorOf(null),
  cursorOf([]),
  cursorOf({ v: 1, key: ['2026-11-24T09:00:00.000Z', anId], h: 'AAAAAAAAAAA' }),
  cursorOf({ v: 2, key: ['2026-11-24T09:00:00.000Z', anId], h: '' }),
  cursorOf({ v: 1, key: ["' or 1=1 --", anId], h: '' }),
  cursorOf({ v: 1, key: [{}, []], h: {} }),
]

export const query: BadInput[] = [
  ...['0', '101', '-1', '1.5', 'x', '', 'NaN', 'Infinity'].map((limit) =>
    asked(`a limit of ${JSON.stringify(limit)}`, `/checkins?limit=${limit}`, '/query/limit'),
  ),
  asked('two limits', '/checkins?limit=5&limit=6', '/query/limit'),
  asked('a list in brackets', '/checkins?tag[]=a', '/query/tag[]'),
  asked('an object in brackets', '/checkins?a[b]=c', '/query/a[b]'),
  asked('an offset', '/checkins?offset=10', '/query/offset'),
  asked('an unknown parameter', '/projects?sort=name', '/query/sort'),
  asked('an unknown order', '/checkins?order=minutes', '/query/order'),
  asked('a flag of 1', '/checkins?deleted=1', '/query/deleted'),
  asked('a day that does not exist', '/checkins?from=2026-02-30', '/query/from'),
  asked('two days', '/checkins/stats?from=2026-02-01&from=2026-02-02', '/query/from'),
  asked('a NUL in a search', '/checkins?q=%00', '/query/q'),
  asked('a search of 201 characters', `/checkins?q=${'a'.repeat(201)}`, '/query/q'),
  asked('an empty search', '/checkins?q=%20', '/query/q'),
  asked('an empty tag', '/checkins?tag=', '/query/tag'),
  asked('a person that is none', '/checkins?userId=me', '/query/userId'),
  asked('a format that is none', '/checkins/export?format=xlsx', '/query/format'),
  asked('a limit of the stats', '/checkins/stats?limit=5', '/query/limit'),
  asked('a key in small letters', '/projects?key=web', '/query/key'),
  asked('a cursor of 601 characters', `/checkins?cursor=${'a'.repeat(601)}`, '/query/cursor'),
  ...badCursors.map((cursor) =>
    asked(`the cursor ${cursor.slice(0, 30)}`, `/checkins?cursor=${cursor}`, '', {
      status: 400,
      code: 'cursor.invalid',
      pointer: undefined,
    }),
  ),
]

export const addresses: BadInput[] = [
  { what: 'an unknown address', url: '/nothing', status: 404, code: 'request.route_not_found' },
  {
    what: 'an address with a slash too many',
    url: '/checkins/',
    status: 422,
    code: 'request.invalid',
  },
  {
    what: 'the prefix of the proxy',
    url: '/api/checkins',
    status: 404,
    code: 'request.route_not_found',
  },
  ...(
    [
      ['PUT', '/checkins'],
      ['PATCH', '/checkins'],
      ['DELETE', '/checkins/stats'],
      ['POST', '/me'],
      ['GET', '/checkins/batch'],
      ['PUT', '/health/ready'],
      ['GET', `/checkins/${anId}/restore`],
    ] as const
  ).map(([method, url]) => ({
    what: `${method} ${url}`,
    method,
    url,
    status: 405,
    code: 'request.method_not_allowed',
  })),
]

export const unnamedQueries: BadInput[] = [
  ['/me', 'GET'],
  ['/tags', 'GET'],
  ['/health', 'GET'],
  [`/checkins/${anId}`, 'GET'],
  [`/projects/${anId}/summary`, 'GET'],
  [`/checkins/${anId}/restore`, 'POST'],
  ['/checkins', 'POST'],
].map(([address = '', method]) =>
  asked(`an unknown filter of ${method} ${address}`, `${address}?team=1`, '/query/team', {
    method: method as 'GET' | 'POST',
    ...(address === '/checkins' ? { body: fields } : {}),
  }),
)
