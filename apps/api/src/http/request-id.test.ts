import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { requestIds } from './request-id.ts'

const given = '35da838f-526f-4dda-91e0-8426043ad9ca'
const asked = (peer: string | undefined, id: string | undefined) =>
  ({
    headers: { 'x-request-id': id },
    socket: { remoteAddress: peer },
  }) as unknown as IncomingMessage

test.each([
  ['127.0.0.1', ['127.0.0.1']],
  ['::ffff:172.30.0.9', ['10.0.0.1', '172.30.0.0/24']],
  ['fd00::7', ['fd00::/64']],
])('the id that the trusted proxy %s gave a request is kept', (peer, proxies) => {
  expect(requestIds(proxies, () => 'new')(asked(peer, given))).toBe(given)
})

test.each([
  ['a peer that is no proxy', '127.0.0.2', given],
  ['a peer that is gone', undefined, given],
  ['an id in another shape', '127.0.0.1', 'x"}\n{"level":60'],
  ['no id', '127.0.0.1', undefined],
])('%s gets a new one', (_, peer, id) => {
  expect(requestIds(['127.0.0.1'], () => 'new')(asked(peer, id))).toBe('new')
})

test('without a proxy every id is ours', () => {
  expect(requestIds([], () => 'new')(asked('127.0.0.1', given))).toBe('new')
})
