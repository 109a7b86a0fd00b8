import { expect, test } from 'vitest'
import { redactedLog } from './log-redaction.ts'

const address =
  'http://127.0.0.1:9/files/a?X-Amz-Credential=AKIA%2F20261124%2Fs3&X-Amz-Security-Token=tok%3D&X-Amz-Signature=0123abcd&x-id=GetObject'

test.each([
  ['a message', { msg: `failed at ${address}` }],
  ['a stack', { err: { stack: `Error: no\n    at ${address}` } }],
  ['a field', { url: address }],
  ['an address inside an address', { url: `/x?next=${encodeURIComponent(address)}` }],
])('%s in the log keeps no part of a signature', (_what, fields) => {
  const lines: string[] = []
  redactedLog({ write: (line) => lines.push(line) }).write(`${JSON.stringify(fields)}\n`)
  const [line = ''] = lines
  expect(line).not.toMatch(/0123abcd|tok|AKIA/)
  expect(line).toContain('[redacted]')
  expect(JSON.parse(line)).toHaveProperty(Object.keys(fields)[0] ?? '')
})

test('a line without one stays byte for byte', () => {
  const lines: string[] = []
  const line = '{"msg":"request","route":"/documents/:id/download","status":200}\n'
  redactedLog({ write: (text) => lines.push(text) }).write(line)
  expect(lines).toEqual([line])
})
