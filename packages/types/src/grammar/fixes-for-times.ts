import { matchFrom } from './bare.ts'
import { wellFormed } from './characters.ts'
import { durationText, exactMinutes } from './durations.ts'
import { insertAtFront, keepAsText, moveToFront, remove, replace, tokenText } from './edits.ts'
import type { Fix } from './fix.ts'
import type { Proposals, Trouble } from './fixes-for.ts'
import { lex } from './lexer.ts'
import { startOfRange } from './ranges.ts'
import { suppress } from './sigils.ts'
import { read } from './slots.ts'

const dayMinutes = 24 * 60

const shortClock = (minute: number) => {
  const inDay = minute % dayMinutes
  return `${Math.floor(inDay / 60)}:${String(inDay % 60).padStart(2, '0')}`
}

const rangeText = (from: number, to: number) => `${shortClock(from)}-${shortClock(to)}`

// The first time that stands anywhere in the text, such as 2h in `worked 2h on nav`.
const timeInText = ({ line, ctx }: Trouble): Fix[] => {
  const { items } = lex(wellFormed(line), (key) => ctx.projectKeys.has(key))
  suppress(items, ctx.suppressed ?? [])
  for (const index of items.keys()) {
    const match = matchFrom(items, index)
    if (match && match.kind !== 'date' && read(match, ctx)?.error === null) {
      return [moveToFront(line, match, `Use “${line.slice(match.start, match.end)}”`)]
    }
  }
  return []
}

const mendEmptyRange = ({ line, diagnostic, ctx }: Trouble): Fix[] => {
  const from = startOfRange(tokenText(line, diagnostic))
  const toNow = from < ctx.nowMin ? [replace(diagnostic, `${shortClock(from)}-now`)] : []
  return [...toNow, replace(diagnostic, rangeText(from, from + 60))]
}

const keepOneTime = ({ line, parsed }: Trouble): Fix[] => {
  const duration = parsed.tokens.find(({ kind }) => kind === 'duration')
  const range = parsed.tokens.find(({ kind }) => kind === 'range')
  if (!duration || !range) return []
  return [
    remove(line, range, `Keep ${line.slice(duration.start, duration.end)}`),
    remove(line, duration, `Keep ${line.slice(range.start, range.end)}`),
  ]
}

const clockAsRange = ({ diagnostic, text, ctx }: Trouble): Fix[] => {
  const from = exactMinutes(text)
  const toNow = from < ctx.nowMin ? [replace(diagnostic, `${shortClock(from)}-now`)] : []
  const ranges = [30, 60].map((length) => replace(diagnostic, rangeText(from, from + length)))
  return from < dayMinutes ? [...ranges, ...toNow] : []
}

const joinMinutes = ({ line, parsed, diagnostic, text }: Trouble): Fix[] => {
  const duration = parsed.tokens.find(
    ({ kind, end }) => kind === 'duration' && end <= diagnostic.start,
  )
  const minutes = duration ? exactMinutes(tokenText(line, duration)) : 1
  if (!duration || minutes % 60 !== 0) return []
  const joined = durationText(minutes + Number(text))
  return [replace({ start: duration.start, end: diagnostic.end }, joined)]
}

export const timeFixes: Proposals = {
  E_NO_DURATION: (trouble) => [
    ...timeInText(trouble),
    { label: 'Start timer', action: 'timer' },
    insertAtFront(trouble.line, '30m'),
    insertAtFront(trouble.line, '1h'),
  ],
  E_NO_UNIT: ({ diagnostic, text }) =>
    ['h', 'm'].map((unit) => replace(diagnostic, `${text}${unit}`)),
  E_DURATION_ZERO: ({ diagnostic }) => [replace(diagnostic, '15m')],
  E_DURATION_MAX: ({ diagnostic }) => ['8h', '24h'].map((text) => replace(diagnostic, text)),
  E_BAD_MINUTES: ({ line, diagnostic }) => [
    replace(diagnostic, durationText(exactMinutes(tokenText(line, diagnostic)))),
  ],
  E_BAD_TIME: ({ diagnostic }) => [keepAsText(diagnostic)],
  E_RANGE_EMPTY: mendEmptyRange,
  E_TIME_CONFLICT: keepOneTime,
  W_CLOCK_AS_DURATION: clockAsRange,
  W_STRAY_NUMBER: joinMinutes,
}
