import { expect, test } from 'vitest'
import { sinceWords, toMarkdown } from './narrative-words.ts'

const basedOn = { checkinCount: 10, minutes: 600, asOf: '2026-11-24T10:00:00Z' }

test('the badge counts what was logged since, and notices what was only changed', () => {
  expect(sinceWords(basedOn, { checkinCount: 12, minutes: 700 })).toBe('2 check-ins since')
  expect(sinceWords(basedOn, { checkinCount: 11, minutes: 660 })).toBe('1 check-in since')
  expect(sinceWords(basedOn, { checkinCount: 10, minutes: 540 })).toBe('Data changed since')
  expect(sinceWords(basedOn, { checkinCount: 9, minutes: 540 })).toBe('Data changed since')
  expect(sinceWords(basedOn, { checkinCount: 10, minutes: 600 })).toBeNull()
})

test('as Markdown each sentence keeps its sources as notes, and nobody’s words become markup', () => {
  const fact = (id: string, text: string) => ({ id, kind: 'total' as const, text, sources: [] })
  expect(
    toMarkdown(
      'Website *new*',
      {
        sentences: [
          { text: '3 h were logged.', factIds: ['f2'] },
          { text: 'See [this](https://evil.example).', factIds: [] },
        ],
        facts: [fact('f1', 'unused'), fact('f2', '3 h on Website')],
      },
      'Published by Ana',
    ),
  ).toBe(
    [
      '## Website \\*new\\*',
      '3 h were logged. [^1]',
      'See \\[this\\](https://evil.example).',
      '_Published by Ana_',
      '[^1]: 3 h on Website',
    ].join('\n\n'),
  )
})
