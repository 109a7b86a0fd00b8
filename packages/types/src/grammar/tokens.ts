/** A recognised part of the line, in UTF-16 units of the line as typed: it draws a chip. */
export type Token = {
  kind: 'duration' | 'range' | 'date' | 'tag' | 'project' | 'task'
  start: number
  end: number
}

/** Spans that the person turned back into text, as `[start, end)`. */
export type Suppressed = readonly (readonly [number, number])[]

export const byPosition = (a: { start: number; end: number }, b: { start: number; end: number }) =>
  a.start - b.start || a.end - b.end
