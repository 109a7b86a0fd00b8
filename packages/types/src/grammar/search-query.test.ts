import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adversarialLines } from './adversarial-lines.ts'
import { fuzzSeed, randomFrom, unitLine, wordLine } from './fuzz-lines.ts'
import { parseSearchQuery, type SearchQuery } from './search-query.ts'

// A Tuesday.
const ctx = { today: '2026-11-24', projectKeys: new Set(['WEB', 'OPS']) }
const read = (line: string) => parseSearchQuery(line, ctx)
const nothing: Omit<SearchQuery, 'tokens'> = {
  text: '',
  phrases: [],
  tags: [],
  projects: [],
  tasks: [],
  minMinutes: null,
  maxMinutes: null,
  from: null,
  to: null,
}

test('every token of a query is read at once', () => {
  const line = '#dev @website >2h last week "exact words" nav WEB-142'
  const { tokens, ...fields } = read(line)
  expect(fields).toEqual({
    text: 'nav',
    phrases: ['exact words'],
    tags: ['dev'],
    projects: ['website'],
    tasks: ['WEB-142'],
    minMinutes: 121,
    maxMinutes: null,
    from: '2026-11-16',
    to: '2026-11-22',
  })
  expect(tokens.map(({ kind, start, end }) => [kind, line.slice(start, end)])).toEqual([
    ['tag', '#dev'],
    ['project', '@website'],
    ['minutes', '>2h'],
    ['date', 'last week'],
    ['phrase', '"exact words"'],
    ['task', 'WEB-142'],
  ])
})

const days: [string, string | null, string | null][] = [
  ['today', '2026-11-24', '2026-11-24'],
  ['yesterday', '2026-11-23', '2026-11-23'],
  ['this week', '2026-11-23', '2026-11-29'],
  ['last week', '2026-11-16', '2026-11-22'],
  ['this month', '2026-11-01', '2026-11-30'],
  ['last month', '2026-10-01', '2026-10-31'],
  ['last year', '2025-01-01', '2025-12-31'],
  ['monday', '2026-11-23', '2026-11-23'],
  ['last tuesday', '2026-11-17', '2026-11-17'],
  ['on sat', '2026-11-21', '2026-11-21'],
  ['3 nov', '2026-11-03', '2026-11-03'],
  ['2026-10-05', '2026-10-05', '2026-10-05'],
  ['5 days ago', '2026-11-19', '2026-11-19'],
  ['since monday', '2026-11-23', null],
  ['since last month', '2026-10-01', null],
  ['after last week', '2026-11-23', null],
  ['until yesterday', null, '2026-11-23'],
  ['before last month', null, '2026-09-30'],
  ['since 1 nov until 3 nov', '2026-11-01', '2026-11-03'],
  // Words that name no day stay words.
  ['week', null, null],
  ['last', null, null],
  ['sat', null, null],
  ['since then', null, null],
  ['tomorrow', null, null],
  ['2026-02-30', null, null],
  ['before 2000-01-01', '2000-01-01', '2000-01-01'],
]

describe('days', () => {
  test.each(days)('“%s” is %s to %s', (line, from, to) => {
    expect([read(line).from, read(line).to]).toEqual([from, to])
    if (from === null && to === null) expect(read(line).text).toBe(line)
  })

  test('a second one stays words', () => {
    expect(read('today yesterday')).toMatchObject({ from: '2026-11-24', text: 'yesterday' })
  })
})

describe('lengths', () => {
  test.each([
    ['>2h', 121, null],
    ['>=2h', 120, null],
    ['≥ 2 h', 120, null],
    ['<30m', null, 29],
    ['<= 1h 30m', null, 90],
    ['>1h30 <3h', 91, 179],
    ['> 1 hour and 15 min', 76, null],
    ['>1:30', 91, null],
    ['>24h', 1441, null],
    ['2h', null, null],
    ['>nothing', null, null],
    ['>25h', null, null],
    ['a>2h', null, null],
  ])('“%s” is at least %s and at most %s minutes', (line, min, max) => {
    expect([read(line).minMinutes, read(line).maxMinutes]).toEqual([min, max])
  })
})

describe('words', () => {
  test.each([
    ['fix  the   nav', 'fix the nav'],
    ['\\#dev', '#dev'],
    ['"never closed', 'never closed'],
    ['# @ bob@acme.com', '# @ bob@acme.com'],
    ['UTF-8', 'UTF-8'],
    ['', ''],
    ['   ', ''],
  ])('%j is looked for as %j', (line, text) => {
    const { tokens, ...fields } = read(line)
    expect(fields).toEqual({ ...nothing, text })
    expect(tokens).toEqual([])
  })

  test('several tags, names and quotes are all kept, each once', () => {
    expect(read('#a #b #a @x @"Two words" „kurz“ “curly one” #7')).toMatchObject({
      tags: ['a', 'b'],
      projects: ['x', 'Two words'],
      phrases: ['kurz', 'curly one'],
      tasks: ['#7'],
      text: '',
    })
  })

  test('what a person turned back into text is text', () => {
    const line = '#dev "a b" yesterday >2h'
    const { tokens } = read(line)
    const suppressed = tokens.map(({ start, end }): [number, number] => [start, end])
    const again = parseSearchQuery(line, { ...ctx, suppressed })
    expect(again).toEqual({ ...nothing, text: '#dev a b" yesterday >2h', tokens: [] })
  })

  test('a query that is too long says nothing', () => {
    expect(read('a '.repeat(600))).toEqual({ ...nothing, tokens: [] })
  })
})

function trouble(line: string): string | null {
  const { tokens, text, from, to, ...query } = read(line)
  for (const [index, { start, end }] of tokens.entries()) {
    if (!(start >= 0 && start < end && end <= line.length)) return 'a span outside the query'
    const next = tokens[index + 1]
    if (next && next.start < end) return 'spans that overlap'
  }
  if (text !== text.normalize('NFC') || !text.isWellFormed()) return 'a text that is not NFC'
  if (/^\s|\s$|\s{2}/.test(text)) return 'a text with loose spaces'
  for (const day of [from, to]) {
    if (day !== null && !/^20\d\d-\d\d-\d\d$/.test(day)) return `a day that is none: ${day}`
  }
  for (const minutes of [query.minMinutes, query.maxMinutes]) {
    if (minutes !== null && !(Number.isInteger(minutes) && minutes >= 0 && minutes <= 1441)) {
      return `minutes that are none: ${minutes}`
    }
  }
  return null
}

test('any text is read without throwing, with spans and values that hold', () => {
  const random = randomFrom(fuzzSeed)
  const pieces = ['>2h', '<', 'last', 'week', 'since', '"', '„', '“', '#a', '@b', 'WEB-1', '\\']
  for (let index = 0; index < 60_000; index++) {
    const line =
      index % 3 === 0
        ? unitLine(random)
        : `${wordLine(random)} ${random.pick(pieces)} ${random.pick(pieces)} ${wordLine(random)}`
    const found = trouble(line)
    if (found) throw new Error(`${found} with FUZZ_SEED=${fuzzSeed}: ${JSON.stringify(line)}`)
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (line) => {
      expect(trouble(line)).toBeNull()
    }),
    { seed: fuzzSeed, numRuns: 3000 },
  )
})

test('plain words are found exactly as typed, and adding a tag changes nothing else', () => {
  const words = fc.array(
    fc.constantFrom('fix', 'nav', 'déploiement', 'сервер', 'login', 'ünïcode'),
    {
      maxLength: 8,
    },
  )
  fc.assert(
    fc.property(words, (list) => {
      const line = list.join(' ')
      expect(read(line).text).toBe(line)
      const { tokens, ...tagged } = read(`${line} #zz`)
      expect(tagged).toEqual({ ...nothing, text: line, tags: ['zz'] })
      expect(tokens).toHaveLength(1)
    }),
    { seed: fuzzSeed },
  )
})

test('every adversarial query is read in under 10 ms', () => {
  const slow = adversarialLines.filter((line) => {
    let best = Number.POSITIVE_INFINITY
    for (let run = 0; run < 3; run++) {
      const from = performance.now()
      read(line)
      best = Math.min(best, performance.now() - from)
    }
    return best >= 10
  })
  expect(slow).toEqual([])
})
