import { type BadInput, fields, posted, raw, tooLarge } from './input.ts'

export const text: BadInput[] = [
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
