import { v7 } from 'uuid'
import { anId, asked, type BadInput, documentId, posted, projectId, raw } from './input.ts'

const file = { name: 'a.pdf', mime: 'application/pdf', sizeBytes: 1, sha256: 'a'.repeat(64) }
const atPresign = { url: '/documents/presign' } as const
const one = `/documents/${documentId}`
const links = `${one}/links`
const gone = { status: 404, pointer: undefined }

/** One field of a new upload that is wrong. */
const upload = (what: string, field: string, value: unknown, rest: Partial<BadInput> = {}) =>
  posted(what, { ...file, [field]: value }, `/${field}`, { ...atPresign, ...rest })

const renamed = (
  what: string,
  body: unknown,
  pointer: string | undefined,
  rest: Partial<BadInput> = {},
): BadInput => ({
  what,
  method: 'PATCH',
  url: one,
  body,
  headers: { 'if-match': `"${documentId}.1"` },
  status: 422,
  code: 'request.invalid',
  pointer,
  ...rest,
})

export const documents: BadInput[] = [
  ...[
    '',
    ' ',
    7,
    null,
    ['a.pdf'],
    'a/b.pdf',
    '..\\b.pdf',
    'a\u0000.pdf',
    '\ud800.pdf',
    '\u202e',
  ].map((name) => upload(`the name ${JSON.stringify(name)}`, 'name', name)),
  upload('a name of 256 characters', 'name', `${'a'.repeat(252)}.pdf`),
  upload('a name of 500 characters', 'name', `${'a'.repeat(496)}.pdf`),
  ...['a.exe', 'a.html', 'a.svg', 'a.js', 'a.zip', 'a', '.pdf', 'a.pdf.', 'a.constructor'].map(
    (name) => upload(`the file ${name}`, 'name', name, { code: 'upload.type_not_allowed' }),
  ),
  ...['', null, 7, 'a'.repeat(256)].map((mime) =>
    upload(`the type ${JSON.stringify(mime)?.slice(0, 20)}`, 'mime', mime),
  ),
  ...['text/html', 'image/png', 'application/octet-stream', 'application/pdf; a=b'].map((mime) =>
    upload(`a PDF of the type ${mime}`, 'mime', mime, { code: 'upload.type_not_allowed' }),
  ),
  ...[-1, 0.5, '1', null, 1e21].map((size) =>
    upload(`a size of ${JSON.stringify(size)}`, 'sizeBytes', size),
  ),
  upload('an empty file', 'sizeBytes', 0, { code: 'upload.empty' }),
  upload('a byte more than the limit', 'sizeBytes', 52_428_801, { code: 'upload.too_large' }),
  ...['', 'a'.repeat(63), 'A'.repeat(64), 'g'.repeat(64), null, 7].map((hash) =>
    upload(`the hash ${JSON.stringify(hash)}`, 'sha256', hash),
  ),
  ...['key', 'storageKey', 'uploaderId', 'documentId', 'status', 'extractedData', 'id'].map((key) =>
    upload(`a ${key} of one’s own`, key, 'x'),
  ),
  posted('nothing to upload', {}, '/name', atPresign),
  raw('a file in the body', '%PDF-1.7', {
    url: '/documents',
    headers: { 'content-type': 'application/pdf' },
    status: 415,
    code: 'request.media_type',
  }),
  raw('a form with a file', '--x--', {
    url: '/documents',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    status: 415,
    code: 'request.media_type',
  }),
  posted('a confirm of no id', { uploadId: 'x' }, '/uploadId', { url: '/documents' }),
  posted('a confirm of nothing', {}, '/uploadId', { url: '/documents' }),
  posted('a confirm with a name', { uploadId: anId, name: 'a.pdf' }, '/name', {
    url: '/documents',
  }),
  posted('a confirm of an upload that is not there', { uploadId: anId }, '/uploadId', {
    url: '/documents',
    status: 404,
    code: 'upload.not_found',
  }),
  posted('a confirm of a document', { uploadId: documentId }, '/uploadId', {
    url: '/documents',
    status: 404,
    code: 'upload.not_found',
  }),
  renamed('a name with a slash', { name: 'a/b.pdf' }, '/name'),
  renamed('another ending', { name: 'a.exe' }, '/name'),
  renamed('no ending', { name: 'a' }, '/name'),
  renamed('no name', {}, '/name'),
  renamed('another owner', { name: 'a.pdf', uploaderId: v7() }, '/uploaderId'),
  renamed('another key', { name: 'a.pdf', storageKey: 'x' }, '/storageKey'),
  renamed('another status', { name: 'a.pdf', status: 'ready' }, '/status'),
  renamed('an old version', { name: 'b.pdf' }, undefined, {
    status: 412,
    code: 'version.stale',
    headers: { 'if-match': `"${documentId}.9"` },
  }),
  renamed('no version', { name: 'b.pdf' }, undefined, {
    status: 428,
    code: 'version.required',
    headers: {},
  }),
  renamed('a document that is not there', { name: 'b.pdf' }, undefined, {
    url: `/documents/${anId}`,
    ...gone,
    code: 'document.not_found',
    headers: { 'if-match': `"${anId}.1"` },
  }),
  posted('a link to nothing', {}, '/', { url: links }),
  posted('a link to two things', { projectId, taskId: anId }, '/', { url: links }),
  posted('a link to no id', { projectId: 'WEB' }, '/projectId', { url: links }),
  posted('a link to a document', { documentId }, '/documentId', { url: links }),
  ...(['project', 'task', 'checkin'] as const).map((what) =>
    posted(`a link to a ${what} that is not there`, { [`${what}Id`]: anId }, `/${what}Id`, {
      url: links,
      status: 404,
      code: `${what}.not_found`,
    }),
  ),
  {
    what: 'a link that is not there taken away',
    method: 'DELETE',
    url: `${links}/${anId}`,
    headers: { 'if-match': `"${anId}.1"` },
    status: 404,
    code: 'link.not_found',
  },
  {
    what: 'a link taken away by the version of its document',
    method: 'DELETE',
    url: `${links}/${anId}`,
    headers: { 'if-match': `"${documentId}.1"` },
    status: 400,
    code: 'version.malformed',
  },
  asked('a link of no id', `${links}/x`, '', {
    method: 'DELETE',
    pointer: '/path/linkId',
    headers: { 'if-match': `"${anId}.1"` },
  }),
  asked('a document by its name', '/documents/a.pdf', '/path/id'),
  asked('a key for an id', '/documents/documents%2Fa', '/path/id'),
  asked('a document that is not there', `/documents/${anId}`, '', {
    ...gone,
    code: 'document.not_found',
  }),
  asked('a download that is not there', `/documents/${anId}/download`, '', {
    ...gone,
    code: 'document.not_found',
  }),
  ...['2', 'true', ''].map((inline) =>
    asked(`inline=${inline}`, `${one}/download?inline=${inline}`, '/query/inline'),
  ),
  asked('a type for a download', `${one}/download?type=text/html`, '/query/type'),
  asked('a status that is none', '/documents?status=new', '/query/status'),
  asked('a project by its key', '/documents?projectId=WEB', '/query/projectId'),
  asked('a NUL in a search', '/documents?q=%00', '/query/q'),
  asked('an order', '/documents?order=name', '/query/order'),
  asked('a bin of another spelling', '/documents?deleted=1', '/query/deleted'),
  asked('a cursor that is none', '/documents?cursor=x', '', {
    status: 400,
    code: 'cursor.invalid',
    pointer: undefined,
  }),
  asked('a cursor of links that is none', `${links}?cursor=x`, '', {
    status: 400,
    code: 'cursor.invalid',
    pointer: undefined,
  }),
  asked('a NUL in the type to look for', '/documents?mime=%00', '/query/mime'),
  ...(['GET', 'PATCH', 'DELETE', 'PUT'] as const).map((method) => ({
    what: `${method} of presign`,
    method,
    url: '/documents/presign',
    status: 405,
    code: 'request.method_not_allowed',
  })),
]
