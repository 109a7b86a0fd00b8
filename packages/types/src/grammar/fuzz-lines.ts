/** The numbers of one seed, so that a failing line can be made again. */
export type Random = {
  /** An integer from 0 up to, not including, `limit`. */
  below: (limit: number) => number
  pick: <T>(from: readonly T[]) => T
}

/** Mulberry32: small, fast and the same everywhere. */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (limit: number) => Math.floor((next() / 2 ** 32) * limit)
  return {
    below,
    pick: (from) => {
      const found = from[below(from.length)]
      if (found === undefined) throw new Error('nothing to pick from')
      return found
    },
  }
}

/** `FUZZ_SEED` chooses other lines; a failure names the seed it happened with. */
export const fuzzSeed = Number(process.env.FUZZ_SEED ?? 20261124)

const times = (
  '2h 90m 1h30 1h30m 1,5h ½h 1½h 0h 25h 1h75m 1:30 14:30 24:00 0:00 1:75 2hr 2hrs 0.4m 1.025h .5h ' +
  '9:30-11:15 9-11am 11-1pm 22:00-01:30 9:30-now 23:00-now 20:00-24:00 0:00-24:00 9:30-9:30 ' +
  '25:00-26:00 9am 11pm 9:30 11:15 13:00-2pm 9a-11p 2h30 1h1h 1d 9-11 1.5.2h 2h, 90m. 2h; 1:30:'
).split(' ')
const dates = (
  'today yesterday mon Tuesday weds thurs sat sun last 2026-11-20 2026-02-30 2026-12-01 1999-12-31 ' +
  '2026-2-3 3/4 20/11 3/4/2026 50/50 12d nov dec 20 1st 31 feb 29 2025 2024 jan march 999d 183d'
).split(' ')
const joints = (
  'for took spent from at on to until and now ago day days h hr m min minutes hours am pm a p - – — → ' +
  '1 2 3 30 07 60 90'
).split(' ')
const sigils = [
  ..."#dev #DEV #c# #c++ #a#b #142 #1 #007 #1234567890 ##x # @ @bob @acme-corp @acme. @acme's #r&d".split(
    ' ',
  ),
  ...'#dev, #dev: #dev:x #dev,ops #dev) #-dev #node.js #İst #straße #ΑΣ #🚀 #🇩🇪 #👍🏽 #é #é'.split(
    ' ',
  ),
  ...'WS-142 WS-1, OPS-7: WS-1/x (WS-2) XX-9 ws-1 UTF-8 WS-1234567 KB-1'.split(' '),
  ...[
    '#"Road  Map"',
    '@"Website redesign"',
    '@“a"b”',
    '#„x“',
    '#""',
    '@""',
    '#"a#b"',
    '@"a',
    '#“q',
  ],
  ...['@"a\u202e b"', '#"a\u037eb"', '@" "', '@"a\u0000b"', '#"1 2"', '#"dev-"', '#"c d#"'],
  `#${'a'.repeat(50)}`,
  `#${'a'.repeat(51)}`,
]
const quotes = [
  '"',
  '“',
  '”',
  '„',
  '""',
  '"a"',
  '"2h"',
  '"a b" c',
  '“#x y”',
  '"a',
  'b"',
  '„a',
  '"\\"',
]
const escapes = (
  '\\ \\\\ \\2h \\#x \\@y \\" \\yesterday \\- a\\#b a\\\\b a\\b C:\\temp \\\\\\ x\\ \\, \\; \\\u200e \\\u202e ' +
  '\\WS-1 \\for \\WS-142,'
).split(' ')
const separators = '- -- --- ---- – — * • · | : ; , ;; -, \u037e \u0387 -\u200e . / ...'.split(' ')
const words = (
  'fix nav login, redirect: (2h) the a bob@acme.com (#x) naïve Prüfung 日本語 ドキュメント تطوير é ' +
  'nav; done. 50% <b> \u200bzero a\u202eb \u200fx\u200e \u2066iso\u2069 \ufeffbom \u0000 \ud800 ' +
  '\udc00x ＃x ２h toﬀee Kelvin \u212a \u212aB-1 WS x\u0338 =\u0338 schedule sat, sun. 15 00'
).split(' ')

const groups = [
  times,
  times,
  dates,
  dates,
  joints,
  sigils,
  sigils,
  quotes,
  escapes,
  separators,
  words,
  words,
]
const gaps = [
  ' ',
  ' ',
  ' ',
  ' ',
  ' ',
  ' ',
  ' ',
  '  ',
  '\t',
  '\u3000',
  '\u200b',
  '',
  '\u202e',
  '\r\n',
]

/** A line made of pieces that mean something, or nearly do. */
export const wordLine = (random: Random): string => {
  let line = random.below(3) === 0 ? '2h ' : ''
  for (let count = random.below(9); count >= 0; count--) {
    line += random.pick(random.pick(groups)) + random.pick(gaps)
  }
  return line
}

const units = (
  '0123456789:.-,hm apAP#@"“”„\\/ \t\n\u0000\u0085\u200b\u200d\u200e\u202e\u2069\ufeff½¼–→' +
  'eéßIİſḰ̸\ud83d\ude80\ud83c\udde9日ا;&_+()'
).split('')

/** A line of code units without meaning, lone surrogates included. */
export const unitLine = (random: Random): string => {
  let line = random.below(2) === 0 ? '2h ' : ''
  for (let count = random.below(24); count > 0; count--) {
    line += random.below(4) > 0 ? random.pick(units) : String.fromCharCode(random.below(0x10000))
  }
  return line
}

const hoursUnits = ['hr', 'hrs', 'HR', 'Hrs']
const tagStarts = [...'abzéßдا日한İΣ', 'e\u0301', 'dev', 'QA']
const tagRests = [...'a0_-é٣', '\u0301', '-x', '_1', 'Σ']

/** A line of the old form with the tag and the exact hours it was made from. */
export type LegacyLine = {
  line: string
  tag: string
  whole: number
  fraction: string
  rest: string
}

export const legacyLine = (random: Random): LegacyLine => {
  const whole = random.below(24)
  const length = random.below(4)
  const fraction = Array.from({ length }, () => random.below(10)).join('')
  let tag = random.pick(tagStarts)
  for (let count = random.below(6); count > 0; count--) tag += random.pick(tagRests)
  tag = tag.replace(/-+$/, '')
  let rest = ''
  for (let count = random.below(6); count >= 0; count--) {
    rest += ` ${random.pick(random.pick(groups))}`
  }
  const hours = fraction ? `${whole === 0 && random.below(2) ? '' : whole}.${fraction}` : `${whole}`
  const line = `${hours}${random.pick([' ', ''])}${random.pick(hoursUnits)} #${tag}${rest}`
  return { line, tag, whole, fraction, rest: rest.trim() }
}
