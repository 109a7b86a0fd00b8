import { anId, asked, type BadInput, nested, posted, projectId, raw } from './input.ts'

const to = (url: string) => ({ url })
const invalid = { status: 422, code: 'request.invalid' }
const categorize = to('/categorize')
const search = to('/search')
const feedback = to('/ai/feedback')
const narratives = to(`/projects/${projectId}/narratives`)
const decided = { suggestionId: anId, outcome: 'accepted' }
const published = { suggestionId: anId, sentences: [{ text: 'x', factIds: [] }] }
const noSuch = (what: string) => ({ status: 404, code: `${what}.not_found`, pointer: undefined })

export const ai: BadInput[] = [
  posted('a line of nothing', { text: ' ' }, '/text', categorize),
  posted('a line of 501 characters', { text: 'a'.repeat(501) }, '/text', categorize),
  posted('a NUL in a line', { text: 'a\u0000b' }, '/text', categorize),
  posted('half of a pair in a line', { text: '\ud800' }, '/text', categorize),
  posted('no line', {}, '/text', categorize),
  posted(
    'an unknown key beside the line',
    { text: 'x', candidates: [] },
    '/candidates',
    categorize,
  ),
  raw('33 levels beside the line', `{"text":"x","y":${nested(32)}}`, {
    ...categorize,
    ...invalid,
    pointer: '/',
  }),
  posted('a query of 201 characters', { query: 'a'.repeat(201) }, '/query', search),
  posted('a NUL in a query', { query: 'a\u0000b' }, '/query', search),
  posted('no query', {}, '/query', search),
  posted(
    'a filter that is none',
    { query: '', filters: { colour: 'red' } },
    '/filters/colour',
    search,
  ),
  posted(
    'a type that is none',
    { query: '', filters: { types: ['user'] } },
    '/filters/types/0',
    search,
  ),
  posted(
    'a project that is no id',
    { query: '', filters: { projectIds: ['WEB'] } },
    '/filters/projectIds/0',
    search,
  ),
  posted(
    '21 projects',
    { query: '', filters: { projectIds: Array(21).fill(anId) } },
    '/filters/projectIds',
    search,
  ),
  posted(
    'a day that is none',
    { query: '', filters: { from: '2026-02-30' } },
    '/filters/from',
    search,
  ),
  posted(
    'half a minute',
    { query: '', filters: { minMinutes: 0.5 } },
    '/filters/minMinutes',
    search,
  ),
  posted('an empty tag', { query: '', filters: { tags: [' '] } }, '/filters/tags/0', search),
  ...[0, 51, 1.5, '5'].map((limit) =>
    posted(`${JSON.stringify(limit)} hits`, { query: 'x', limit }, '/limit', search),
  ),
  posted('a decision on nothing', { outcome: 'accepted' }, '/suggestionId', feedback),
  posted('a decision that is none', { ...decided, outcome: 'liked' }, '/outcome', feedback),
  posted('a snooze without a day', { ...decided, outcome: 'snoozed' }, '/until', feedback),
  posted('a day without a snooze', { ...decided, until: '2026-11-25' }, '/until', feedback),
  posted('a value that is an object', { ...decided, value: { a: 1 } }, '/value', feedback),
  posted('a NUL in a value', { ...decided, value: 'a\u0000b' }, '/value', feedback),
  posted(
    'a value of 2,001 characters',
    { ...decided, value: 'a'.repeat(2001) },
    '/value',
    feedback,
  ),
  posted(
    'a pattern of 301 characters',
    { ...decided, pattern: 'a'.repeat(301) },
    '/pattern',
    feedback,
  ),
  posted('a time before it was shown', { ...decided, latencyMs: -1 }, '/latencyMs', feedback),
  posted('a suggestion that nobody was shown', decided, '/suggestionId', {
    ...feedback,
    ...noSuch('suggestion'),
    pointer: '/suggestionId',
  }),
  asked('anomalies of nobody', '/anomalies?userId=me', '/query/userId'),
  asked('anomalies of a day that is none', '/anomalies?from=yesterday', '/query/from'),
  asked('anomalies of 93 days', '/anomalies?from=2026-01-01&to=2026-04-05', '/query/from'),
  asked(
    'anomalies that end before they start',
    '/anomalies?from=2026-02-02&to=2026-02-01',
    '/query/to',
  ),
  posted('a status of a project that is not there', {}, '', {
    url: `/projects/${anId}/status-narrative`,
    ...noSuch('project'),
  }),
  posted(
    'a tone that is none',
    { tone: 'loud' },
    '/tone',
    to(`/projects/${projectId}/status-narrative`),
  ),
  posted('a status without sentences', { ...published, sentences: [] }, '/sentences', narratives),
  posted(
    'an empty sentence',
    { ...published, sentences: [{ text: ' ', factIds: [] }] },
    '/sentences/0/text',
    narratives,
  ),
  posted(
    '61 sentences',
    { ...published, sentences: Array(61).fill(published.sentences[0]) },
    '/sentences',
    narratives,
  ),
  posted(
    'a fact that is none',
    { ...published, sentences: [{ text: 'x', factIds: ['1'] }] },
    '/sentences/0/factIds/0',
    narratives,
  ),
  posted('a status of no draft', published, '/suggestionId', {
    ...narratives,
    ...noSuch('suggestion'),
    pointer: '/suggestionId',
  }),
  asked('a cursor of statuses that is none', `/projects/${projectId}/narratives?cursor=x`, '', {
    status: 400,
    code: 'cursor.invalid',
    pointer: undefined,
  }),
  asked('no id before an analysis', '/documents/x/analysis', '/path/id'),
  asked('an analysis of nothing', `/documents/${anId}/analysis`, '', noSuch('document')),
  posted('a document that is not there', {}, '', {
    url: `/documents/${anId}/analyze`,
    ...noSuch('document'),
  }),
  posted('an analysis twice as good', { again: 'yes' }, '/again', to(`/documents/${anId}/analyze`)),
  {
    what: 'a workspace without a version',
    as: 'admin',
    method: 'PATCH',
    url: '/workspace',
    body: { name: 'x' },
    status: 428,
    code: 'version.required',
  },
  {
    what: 'a workspace by another row’s version',
    as: 'admin',
    method: 'PATCH',
    url: '/workspace',
    body: { name: 'x' },
    headers: { 'if-match': `"${anId}.1"` },
    status: 400,
    code: 'version.malformed',
  },
  {
    what: 'a person who is not there',
    as: 'admin',
    method: 'PATCH',
    url: `/users/${anId}`,
    body: { active: true },
    headers: { 'if-match': `"${anId}.1"` },
    status: 404,
    code: 'user.not_found',
  },
  {
    what: 'a time zone that is none',
    method: 'PATCH',
    url: `/users/${anId}`,
    body: { timeZone: 'Moon/Base' },
    headers: { 'if-match': `"${anId}.1"` },
    status: 422,
    code: 'request.invalid',
    pointer: '/timeZone',
  },
]
