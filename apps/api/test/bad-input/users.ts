import { anId, type BadInput, posted, raw } from './input.ts'

const aPerson = { email: 'nora@here.test', name: 'Nora New', role: 'member' }
const asAdmin = { url: '/users', as: 'admin' } as const

/** One field of a new person that is wrong. */
const person = (what: string, field: string, value: unknown) =>
  posted(what, { ...aPerson, [field]: value }, `/${field}`, asAdmin)

export const people: BadInput[] = [
  ...['nora', 'nora@', '@here.test', 'a b@here.test', '', 7, null, `${'a'.repeat(250)}@x.test`].map(
    (email) => person(`the e-mail ${JSON.stringify(email).slice(0, 20)}`, 'email', email),
  ),
  person('an e-mail with a NUL', 'email', 'no\u0000ra@here.test'),
  person('an empty name', 'name', ' '),
  person('a name of 101 characters', 'name', 'a'.repeat(101)),
  person('a NUL in a name', 'name', 'a\u0000b'),
  person('half of a pair in a name', 'name', '\ud800'),
  ...['owner', 'ADMIN', '', null, ['admin']].map((role) =>
    person(`the role ${JSON.stringify(role)}`, 'role', role),
  ),
  person('an id that is none', 'id', 'me'),
  person('a time zone, which is one’s own', 'timeZone', 'Europe/London'),
  person('a place that is not active', 'active', false),
  person('another workspace', 'workspaceId', anId),
  posted('a person without a role', { email: 'nora@here.test', name: 'Nora' }, '/role', asAdmin),
  posted('an e-mail that is taken', { ...aPerson, email: 'Mia@here.test' }, '/email', {
    ...asAdmin,
    status: 409,
    code: 'user.email_taken',
  }),
  posted('a person of a manager', aPerson, '', {
    url: '/users',
    as: 'manager',
    status: 403,
    code: 'permission.denied',
    pointer: undefined,
  }),
  raw('a key twice in a person', '{"email":"a@b.test","email":"c@d.test"}', {
    ...asAdmin,
    status: 422,
    code: 'request.invalid',
    pointer: '/email',
  }),
]
