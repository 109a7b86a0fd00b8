import { anId, type BadInput, headed } from './input.ts'

export const headers: BadInput[] = [
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
