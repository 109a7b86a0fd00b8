import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatCheckin } from './format-checkin.ts'
import { fuzzSeed, legacyLine, type Random, randomFrom, unitLine, wordLine } from './fuzz-lines.ts'
import { type ParseContext, type ParsedCheckin, parseCheckin } from './parse-checkin.ts'

const contexts: ParseContext[] = [
  { today: '2026-11-24', nowMin: 605, projectKeys: new Set(['WS', 'OPS', 'KB']) },
  { today: '2028-02-29', nowMin: 0, projectKeys: new Set() },
  { today: '2026-01-01', nowMin: 1439, projectKeys: new Set(['UTF']) },
]

const broken = (line: string, what: string) =>
  `${what} with FUZZ_SEED=${fuzzSeed}: ${JSON.stringify(line)}`

const controls = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

const spanTrouble = (line: string, { tokens, diagnostics }: ParsedCheckin): string | null => {
  for (const { start, end } of [...tokens, ...diagnostics]) {
    if (!(start >= 0 && start <= end && end <= line.length)) return 'a span outside the line'
  }
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1]
    if (next && next.start < token.end) return 'overlapping tokens'
  }
  return null
}

const valueTrouble = ({ ok, minutes, activity, task, diagnostics }: ParsedCheckin) => {
  if (ok === diagnostics.some(({ severity }) => severity === 'error')) return 'ok beside an error'
  if (!ok) return null
  if (!Number.isInteger(minutes) || minutes === null || minutes < 1 || minutes > 1440) {
    return 'minutes out of range'
  }
  if (!activity && !task) return 'ok without an activity'
  if (controls.test(activity) || / {2}|^ | $/.test(activity)) return 'an unclean activity'
  if (/\p{Surrogate}/u.test(activity) || activity !== activity.normalize('NFC')) {
    return 'an activity that is not well-formed NFC'
  }
  return null
}

const fields = ({ tokens, diagnostics, ...rest }: ParsedCheckin) => JSON.stringify(rest)

const roundTripTrouble = (
  parsed: ParsedCheckin,
  ctx: ParseContext,
  keys: ReadonlySet<string> | undefined,
): string | null => {
  const line = parsed.ok ? formatCheckin(parsed, keys) : null
  if (line === null) return null
  const again = parseCheckin(line, { ...ctx, suppressed: [] })
  return fields(again) === fields(parsed)
    ? null
    : `round trip ${JSON.stringify(line)} gives ${fields(again)} for ${fields(parsed)}`
}

const checkLines = (count: number, makeLine: (random: Random) => string): void => {
  const random = randomFrom(fuzzSeed)
  for (let index = 0; index < count; index++) {
    const line = makeLine(random)
    const base = random.pick(contexts)
    const from = random.below(line.length + 1)
    const ctx: ParseContext =
      random.below(4) === 0 ? { ...base, suppressed: [[from, from + random.below(9)]] } : base
    const parsed = parseCheckin(line, ctx)
    const keys = index % 2 === 0 ? ctx.projectKeys : undefined
    const trouble =
      spanTrouble(line, parsed) ?? valueTrouble(parsed) ?? roundTripTrouble(parsed, ctx, keys)
    if (trouble) throw new Error(broken(line, trouble) + JSON.stringify(ctx))
  }
}

const exactMinutes = (whole: number, fraction: string): number => {
  const unit = 10n ** BigInt(fraction.length)
  const hours = BigInt(`${whole}${fraction}`)
  return Number((hours * 120n + unit) / (2n * unit))
}

const lowerTag = (tag: string) => tag.normalize('NFC').toLowerCase().normalize('NFC')

test('G1: an old line of the form `<hours> hr #<tag> <activity>` never fails', () => {
  const random = randomFrom(fuzzSeed)
  for (let index = 0; index < 100_000; index++) {
    const { line, tag, whole, fraction } = legacyLine(random)
    const minutes = exactMinutes(whole, fraction)
    if (minutes < 1) continue
    const parsed = parseCheckin(line, random.pick(contexts))
    const errors = parsed.diagnostics.filter(({ severity }) => severity === 'error')
    const isBare = errors.length === 1 && errors[0]?.code === 'E_NO_ACTIVITY'
    if (!parsed.ok && !(isBare && parsed.activity === '')) {
      throw new Error(broken(line, `errors ${JSON.stringify(errors)}`))
    }
    if (parsed.minutes !== minutes) throw new Error(broken(line, `minutes ${parsed.minutes}`))
    if (parsed.tags[0] !== lowerTag(tag)) throw new Error(broken(line, `tags ${parsed.tags}`))
  }
}, 60_000)

test('G2, G3, G4: lines from a word list keep their spans, values and round trip', () => {
  checkLines(200_000, wordLine)
}, 60_000)

test('G2, G3, G4: lines of random code units keep their spans, values and round trip', () => {
  checkLines(150_000, unitLine)
}, 60_000)

test('G2, G3, G4: any string fast-check can think of keeps them too', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => `2h ${text}`),
    fc.array(fc.nat(0xffff), { maxLength: 60 }).map((codes) => String.fromCharCode(...codes)),
  )
  const ctx = contexts[0] as ParseContext
  const property = fc.property(anyText, (line) => {
    const parsed = parseCheckin(line, ctx)
    expect(
      spanTrouble(line, parsed) ?? valueTrouble(parsed) ?? roundTripTrouble(parsed, ctx, undefined),
    ).toBeNull()
  })
  fc.assert(property, { seed: fuzzSeed, numRuns: 5000 })
})

test('the answer depends on the line and the context alone', () => {
  const random = randomFrom(fuzzSeed)
  const ctx = Object.freeze({ ...contexts[0], suppressed: Object.freeze([]) }) as ParseContext
  for (let index = 0; index < 2000; index++) {
    const line = wordLine(random)
    const once = JSON.stringify(parseCheckin(line, ctx))
    parseCheckin(wordLine(random), contexts[1] as ParseContext)
    expect(JSON.stringify(parseCheckin(line, ctx))).toBe(once)
  }
})

test('a megabyte of text is refused in one step, with a span inside the line', () => {
  for (const unit of ['a', '(', '"', '#', '\ud800', '2h ']) {
    const line = unit.repeat(1_000_000 / unit.length)
    const parsed = parseCheckin(line, contexts[0] as ParseContext)
    expect(parsed.diagnostics).toMatchObject([{ code: 'E_TOO_LONG', start: 500, end: line.length }])
  }
})
