import { activityOf } from './activity.ts'
import { offsetOf, wellFormed } from './characters.ts'
import { type Diagnostic, diagnostic, sortDiagnostics } from './diagnostics.ts'
import { isLegacy, numberAtHeadEnd, readEnds } from './head-and-tail.ts'
import { lex } from './lexer.ts'
import { isTooLong, maxLineLength } from './line-limit.ts'
import { readSigils, suppress } from './sigils.ts'
import { timeOf, timeWarnings } from './time-of.ts'
import { byPosition, type Suppressed, type Token } from './tokens.ts'

export type { Diagnostic } from './diagnostics.ts'
export type { Suppressed, Token } from './tokens.ts'

export type ParseContext = {
  /** YYYY-MM-DD, the person's own day. */
  today: string
  /** Minute of that day, 0..1439. */
  nowMin: number
  /** Keys of the projects the person can see. */
  projectKeys: ReadonlySet<string>
  /** Spans of the line that the person turned back into text. */
  suppressed?: Suppressed | undefined
}

export type ParsedCheckin = {
  /** No diagnostic is an error. */
  ok: boolean
  /** 1..1440, or null when the line holds no valid time. */
  minutes: number | null
  /** `HH:MM`, null without a range. */
  start: string | null
  end: string | null
  endsNextDay: boolean
  /** YYYY-MM-DD. */
  date: string
  tags: string[]
  project: string | null
  task: { ref: string } | null
  activity: string
  /** In line order. */
  tokens: Token[]
  /** By start, then end, then code. */
  diagnostics: Diagnostic[]
}

const refused = (today: string, problem: Diagnostic): ParsedCheckin => ({
  ok: false,
  minutes: null,
  start: null,
  end: null,
  endsNextDay: false,
  date: today,
  tags: [],
  project: null,
  task: null,
  activity: '',
  tokens: [],
  diagnostics: [problem],
})

/**
 * Reads one check-in line. Pure and total: it never throws, and nothing but `line` and `ctx`
 * decides the answer. Nothing may be saved from an answer that is not `ok`.
 */
export const parseCheckin = (line: string, ctx: ParseContext): ParsedCheckin => {
  if (isTooLong(line)) {
    const cut = offsetOf(line, maxLineLength)
    return refused(ctx.today, diagnostic('E_TOO_LONG', cut, line.length))
  }
  const { items, unclosed } = lex(wellFormed(line), (key) => ctx.projectKeys.has(key))
  if (items.length === 0) return refused(ctx.today, diagnostic('E_EMPTY', 0, line.length))

  suppress(items, ctx.suppressed ?? [])
  const legacy = isLegacy(items)
  const sigils = readSigils(items, legacy)
  const ends = readEnds(items, ctx, legacy)
  const activity = activityOf(items, ends.taken, ends.hasTail)
  const time = timeOf(ends, ctx.today)

  const diagnostics = [
    ...sigils.diagnostics,
    ...ends.diagnostics,
    ...timeWarnings(items, ends, time.minutes),
  ]
  const missing = (code: Diagnostic['code']) =>
    diagnostics.push(diagnostic(code, line.length, line.length))
  if (unclosed >= 0) diagnostics.push(diagnostic('W_UNCLOSED_QUOTE', unclosed, unclosed + 1))
  if (!ends.slots.duration && !ends.slots.range) {
    const number = numberAtHeadEnd(items, ends)
    if (number) diagnostics.push(diagnostic('E_NO_UNIT', number.start, number.end))
    else missing('E_NO_DURATION')
  }
  if (!activity && !sigils.task) missing('E_NO_ACTIVITY')
  if (sigils.tags.length === 0 && !sigils.hasLongTag) missing('I_NO_TAG')

  return {
    ok: !diagnostics.some(({ severity }) => severity === 'error'),
    ...time,
    tags: sigils.tags,
    project: sigils.project,
    task: sigils.task,
    activity,
    tokens: [
      ...sigils.tokens,
      ...ends.matches.map(({ kind, start, end }) => ({ kind, start, end })),
    ].sort(byPosition),
    diagnostics: sortDiagnostics(diagnostics),
  }
}
