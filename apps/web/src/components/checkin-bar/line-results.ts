import { diagnosticMessage } from '@worksmart/types/grammar/diagnostic-message'
import { formatDay } from '../../lib/dates.ts'
import { formatMinutes } from '../../lib/durations.ts'
import { firstError } from './line-trouble.ts'
import type { LineReading } from './read-lines.ts'

/** What became of one line of several: what it says, and why it cannot be logged. */
export type LineResult = {
  ok: boolean
  /** The span to select in the field. */
  start: number
  end: number
  /** `2 h · Mon 23 Nov · #dev`, empty for a line that is wrong. */
  summary: string
  words: string
  message: string | null
}

/** `notes` holds, by the text of a line, why the server would not take it. */
export function resultOf(reading: LineReading, notes: ReadonlyMap<string, string>): LineResult {
  const { start: at, text, resolved, ctx } = reading
  const { parsed, activity } = resolved
  const error = firstError(reading)
  const message = error ? diagnosticMessage(error, text, parsed) : (notes.get(text) ?? null)
  const ok = message === null
  const parts = [
    parsed.minutes === null ? '' : formatMinutes(parsed.minutes),
    formatDay(parsed.date, ctx.today),
    ...parsed.tags.map((tag) => `#${tag}`),
  ]
  return {
    ok,
    start: at + (error?.start ?? 0),
    end: at + (error?.end ?? text.length),
    summary: ok ? parts.filter(Boolean).join(' · ') : '',
    words: ok ? activity : text,
    message,
  }
}
