// Inputs that are wrong, as data: each has one exact answer, and none changes a row.

import { v7 } from 'uuid'

export type BadInput = {
  /** What is wrong, in the words of the failing test. */
  what: string
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT'
  url: string
  /** Sent as it is when text, else as JSON. */
  body?: unknown
  headers?: Record<string, string>
  status: number
  code: string
  pointer?: string | undefined
}

export const anId = '0192f0c4-7f7d-7c64-9a5b-111111111111'
const fields = { activity: 'x', minutes: 60, tags: ['dev'], workDate: '2026-11-24' }
const json = { 'content-type': 'application/json' }

type Rest = Partial<BadInput>

const posted = (what: string, body: unknown, pointer: string, rest: Rest = {}): BadInput => ({
  what,
  method: 'POST',
  url: '/checkins',
  body,
  status: 422,
  code: 'request.invalid',
  pointer,
  ...rest,
})
const raw = (what: string, body: string, rest: Rest = {}): BadInput => ({
  what,
  method: 'POST',
  url: '/checkins',
  body,
  headers: json,
  status: 400,
  code: 'request.malformed',
  ...rest,
})
const asked = (what: string, url: string, pointer: string, rest: Rest = {}): BadInput => ({
  what,
  url,
  status: 422,
  code: 'request.invalid',
  pointer,
  ...rest,
})
const headed = (what: string, headers: Record<string, string>, rest: Rest): BadInput => ({
  what,
  method: 'POST',
  url: '/checkins',
  body: fields,
  headers,
  status: 400,
  code: 'request.malformed',
  ...rest,
})

const unsupported = { status: 415, code: 'request.media_type' }
const tooLarge = { status: 413, code: 'request.body_too_large' }
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

const framing: BadInput[] = [
  raw('an empty body', ''),
  raw('half a body', '{"text":"1h #dev'),
  raw('two bodies', '{"text":"1h a"}{"text":"1h b"}'),
  raw('a comment', '{"text":"1h a"} // b'),
  raw('a single quote', "{'text':'1h a'}"),
  raw('a body of 128 KiB and one byte', `"${'a'.repeat(131_071)}"`, tooLarge),
  raw('no JSON in UTF-16', '\uFFFE{\u0000}\u0000'),
  raw('a form', 'text=1h', {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    ...unsupported,
  }),
  raw('plain text', '{"text":"1h a"}', {
    headers: { 'content-type': 'text/plain' },
    ...unsupported,
  }),
  raw('a multipart form', '--x--', {
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    ...unsupported,
  }),
  raw('XML', '<a/>', { headers: { 'content-type': 'application/xml' }, ...unsupported }),
  raw('a body without a type', '{"text":"1h a"}', { headers: {}, ...unsupported }),
  raw('a compressed body', '{"text":"1h a"}', {
    headers: { ...json, 'content-encoding': 'gzip' },
    ...unsupported,
  }),
]

const jsonShapes: BadInput[] = [
  raw('__proto__', '{"text":"1h a","__proto__":{"role":"admin"}}'),
  raw('constructor.prototype', '{"text":"1h a","constructor":{"prototype":{"x":1}}}'),
  raw('one key twice', '{"text":"1h a","text":"2h b"}', {
    status: 422,
    code: 'request.invalid',
    pointer: '/text',
  }),
  raw('one key twice in two spellings', '{"text":"1h a","\\u0074ext":"2h b"}', {
    status: 422,
    code: 'request.invalid',
    pointer: '/text',
  }),
  raw('10,000 levels', `{"text":"1h a","x":${nested(10_000)}}`, {
    status: 422,
    code: 'request.invalid',
    pointer: '/',
  }),
  raw('33 levels', `{"text":"1h a","x":${nested(32)}}`, {
    status: 422,
    code: 'request.invalid',
    pointer: '/',
  }),
  raw('infinite minutes', '{"activity":"x","minutes":1e400,"tags":[],"workDate":"2026-11-24"}', {
    status: 422,
    code: 'request.invalid',
    pointer: '/minutes',
  }),
  posted('an unknown key', { ...fields, role: 'admin' }, '/role'),
  posted('another person', { ...fields, userId: v7() }, '/userId'),
  posted('a version', { ...fields, version: 9 }, '/version'),
  posted('a source', { ...fields, source: 'web' }, '/source'),
  posted('a time of creation', { ...fields, createdAt: '2020-01-01T00:00:00.000Z' }, '/createdAt'),
  posted('a list', [fields], '/'),
  posted('nothing', {}, '/text'),
  raw('null', 'null', { status: 422, code: 'request.invalid', pointer: '/' }),
  raw('a number', '7', { status: 422, code: 'request.invalid', pointer: '/' }),
  posted('a line and fields at once', { ...fields, text: '1h a' }, '/text'),
]

const text: BadInput[] = [
  posted('a NUL in a line', { text: '1h #dev a\u0000b' }, '/text'),
  posted('a NUL in a field', { ...fields, activity: 'a\u0000b' }, '/activity'),
  posted('a NUL in a tag', { ...fields, tags: ['a\u0000b'] }, '/tags/0'),
  posted('a NUL in a source id', { ...fields, sourceId: 'a\u0000' }, '/sourceId'),
  raw('half of a pair in a line', '{"text":"1h a\\ud800b"}', {
    status: 422,
    code: 'request.invalid',
    pointer: '/text',
  }),
  raw(
    'half of a pair in a field',
    '{"activity":"\\udc00","minutes":5,"tags":[],"workDate":"2026-11-24"}',
    {
      status: 422,
      code: 'request.invalid',
      pointer: '/activity',
    },
  ),
  posted('an empty line', { text: '' }, '/text'),
  posted('a line of spaces', { text: ' \t\r\n' }, '/text'),
  posted('a line of 501 characters', { text: `1h ${'a'.repeat(498)}` }, '/text'),
  posted('a line that grows past 500 as NFC', { text: `1h ${'\u0958'.repeat(300)}` }, '/text'),
  posted('a line of 100 KB', { text: `1h ${'a'.repeat(100_000)}` }, '/text'),
  posted('a line of 64 KB of brackets', { text: `1h ${'('.repeat(65_536)}` }, '/text'),
  posted('an activity of 501 characters', { ...fields, activity: 'a'.repeat(501) }, '/activity'),
  posted(
    'an activity that grows past 500',
    { ...fields, activity: '\u0958'.repeat(300) },
    '/activity',
  ),
  posted('an activity of spaces', { ...fields, activity: ' \u00a0 ' }, '/activity'),
  posted('a tag of 51 characters', { ...fields, tags: ['a'.repeat(51)] }, '/tags/0'),
  posted('an empty tag', { ...fields, tags: [''] }, '/tags/0'),
  posted('a tag of nothing visible', { ...fields, tags: ['\u202a'] }, '/tags/0'),
  posted(
    '1,000 tags',
    { ...fields, tags: Array.from({ length: 1000 }, (_, i) => `t${i}`) },
    '/tags',
  ),
  posted('a source id of 201 characters', { ...fields, sourceId: 'a'.repeat(201) }, '/sourceId'),
  posted('a tag that is no text', { ...fields, tags: [7] }, '/tags/0'),
  posted('tags that are no list', { ...fields, tags: 'dev' }, '/tags'),
  posted('a span outside of numbers', { text: '1h a', suppressed: [[-1, 2]] }, '/suppressed/0/0'),
  posted('a line of 1 MB', { text: `1h ${'a'.repeat(1_000_000)}` }, '', {
    ...tooLarge,
    pointer: undefined,
  }),
]

const numbers: BadInput[] = [
  ...[0, -1, 1441, 1.5, 5e-324, 1e21].map((minutes) =>
    posted(`${minutes} minutes`, { ...fields, minutes }, '/minutes'),
  ),
  ...['NaN', '60', '1,5', '', true, null, [], {}].map((minutes) =>
    posted(`${JSON.stringify(minutes)} minutes`, { ...fields, minutes }, '/minutes'),
  ),
  ...[
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-11-00',
    '1999-12-31',
    '2100-01-01',
    '26-11-24',
    '2026-1-2',
    '2026-11-24T00:00:00Z',
    'yesterday',
    '',
    20261124,
  ].map((workDate) =>
    posted(`the day ${JSON.stringify(workDate)}`, { ...fields, workDate }, '/workDate'),
  ),
  ...[
    '2026-11-24',
    '2026-11-24 10:00:00Z',
    '2026-11-24T25:00:00Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59-23:59',
    'now',
  ].map((startedAt) =>
    posted(
      `a start of ${JSON.stringify(startedAt)}`,
      { ...fields, startedAt, endedAt: '2026-11-24T11:00:00Z' },
      '/startedAt',
    ),
  ),
  posted('a start without an end', { ...fields, startedAt: '2026-11-24T10:00:00Z' }, '/endedAt'),
  posted(
    'an end before its start',
    { ...fields, startedAt: '2026-11-24T10:00:00Z', endedAt: '2026-11-24T10:00:00Z' },
    '/endedAt',
  ),
  ...['Mars/Olympus', '+01:00', '', 'UTC\u0000', 'a'.repeat(65)].map((timeZone) =>
    posted(
      `the zone ${JSON.stringify(timeZone.slice(0, 12))}`,
      {
        ...fields,
        startedAt: '2026-11-24T10:00:00Z',
        endedAt: '2026-11-24T11:00:00Z',
        timeZone,
      },
      '/timeZone',
    ),
  ),
  posted('a day that is not today', { text: '1h a', today: '2026-11-20' }, '/today'),
  posted('a minute past midnight', { text: '1h a', nowMin: 1440 }, '/nowMin'),
  posted('a line of 0 hours', { text: '0h a' }, '/text'),
  posted('a line of 25 hours', { text: '25h a' }, '/text'),
  posted('a line of 30 February', { text: '2026-02-30 1h a' }, '/text'),
]

const ids: BadInput[] = [
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

const query: BadInput[] = [
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

const headers: BadInput[] = [
  headed(
    'a foreign origin',
    { origin: 'http://evil.test' },
    { status: 403, code: 'request.cross_origin' },
  ),
  headed('an origin of null', { origin: 'null' }, { status: 403, code: 'request.cross_origin' }),
  headed(
    'another port',
    { origin: 'http://localhost:4000' },
    { status: 403, code: 'request.cross_origin' },
  ),
  headed(
    'a page of another site',
    { 'sec-fetch-site': 'cross-site' },
    { status: 403, code: 'request.cross_origin' },
  ),
  headed(
    'a page of a sister site',
    { 'sec-fetch-site': 'same-site' },
    { status: 403, code: 'request.cross_origin' },
  ),
  headed('a foreign host', { host: 'evil.test' }, { status: 403, code: 'request.cross_origin' }),
  headed(
    'a host that only starts like ours',
    { host: 'localhost.evil.test' },
    { status: 403, code: 'request.cross_origin' },
  ),
  headed('no person', { 'x-user-id': '' }, { status: 401, code: 'identity.required' }),
  headed(
    'a person that is none',
    { 'x-user-id': "' or 1=1" },
    { status: 401, code: 'identity.required' },
  ),
  headed(
    'a person nobody knows',
    { 'x-user-id': anId },
    { status: 401, code: 'identity.required' },
  ),
  headed(
    'two persons',
    { 'x-user-id': `${anId}, ${anId}` },
    { status: 401, code: 'identity.required' },
  ),
  headed(
    'a key with a space',
    { 'idempotency-key': 'a b' },
    { status: 400, code: 'idempotency.key_invalid' },
  ),
]

const addresses: BadInput[] = [
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

export const badInputs: [string, BadInput[]][] = [
  ['framing', framing],
  ['JSON', jsonShapes],
  ['text', text],
  ['numbers and time', numbers],
  ['ids', ids],
  ['query', query],
  ['headers', headers],
  ['addresses', addresses],
]
