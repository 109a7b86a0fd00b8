import { skipBlank, toSingleSpaces } from './characters.ts'
import type { Fix } from './fix.ts'
import type { Token } from './tokens.ts'

export type Span = { start: number; end: number }

export const replace = ({ start, end }: Span, text: string, label = text): Fix => ({
  label,
  edit: { start, end, text },
})

export const keepAsText = ({ start, end }: Span, label = 'Keep as text'): Fix => ({
  label,
  action: 'keep-text',
  start,
  end,
})

/** Takes a token of the head out, with its glue word and the punctuation and space after it. */
export const remove = (line: string, { start, end }: Span, label: string): Fix => {
  const glue = /(?:for|took|spent|from|at|on)\s+$/i.exec(line.slice(0, start))?.[0] ?? ''
  const after = /^[,;.:]?\s*/.exec(line.slice(end))?.[0] ?? ''
  return replace({ start: start - glue.length, end: end + after.length }, '', label)
}

/** Writes text before everything else on the line. */
export const insertAtFront = (line: string, text: string, label = text): Fix => {
  const start = skipBlank(line, 0)
  return { label, edit: { start, end: start, text: `${text} ` } }
}

/** Moves a span to the front; tokens in `escaped` stay where they are, as text. */
export const moveToFront = (
  line: string,
  span: Span,
  label: string,
  escaped: readonly Token[] = [],
): Fix => {
  const front = skipBlank(line, 0)
  const before = escapeAt(line, escaped, front, span.start).trimEnd()
  return replace(
    { start: front, end: span.end },
    `${line.slice(span.start, span.end)} ${before}`,
    label,
  )
}

/** The text of `[from, to)` with a backslash before each of the spans inside it. */
export const escapeAt = (
  line: string,
  spans: readonly Span[],
  from: number,
  to: number,
): string => {
  const inside = spans.filter(({ start }) => start >= from && start < to)
  const cuts = [from, ...inside.map(({ start }) => start), to]
  return cuts
    .slice(1)
    .map((cut, index) => line.slice(cuts[index], cut))
    .join('\\')
}

/** A token's text as the readers of times and dates want it. */
export const tokenText = (line: string, { start, end }: Span): string =>
  toSingleSpaces(line.slice(start, end)).toLowerCase()
