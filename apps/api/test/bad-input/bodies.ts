import { v7 } from 'uuid'
import { type BadInput, fields, json, nested, posted, raw, tooLarge, unsupported } from './input.ts'

export const framing: BadInput[] = [
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

export const jsonShapes: BadInput[] = [
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
