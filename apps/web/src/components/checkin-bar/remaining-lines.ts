import type { LineReading } from './read-lines.ts'
import type { Span } from './suppressed-spans.ts'

/** The text and the suppressed spans of a field that keeps only these lines. */
export function fieldOf(readings: readonly LineReading[]): { text: string; suppressed: Span[] } {
  const suppressed: Span[] = []
  let at = 0
  for (const { text, suppressed: spans } of readings) {
    suppressed.push(...spans.map(([start, end]): Span => [start + at, end + at]))
    at += text.length + 1
  }
  return { text: readings.map(({ text }) => text).join('\n'), suppressed }
}
