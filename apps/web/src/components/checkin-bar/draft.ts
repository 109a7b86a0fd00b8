import type { Span } from './suppressed-spans.ts'

export type Draft = { text: string; suppressed: Span[] }

function isSpan(value: unknown): value is Span {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isInteger)
}

/** What was left in the bar under that key; null when there is nothing or it is not readable. */
export function readDraft(key: string): Draft | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    if (typeof stored !== 'object' || stored === null || !('text' in stored)) return null
    const { text } = stored
    if (typeof text !== 'string' || text === '') return null
    const spans: unknown = 'suppressed' in stored ? stored.suppressed : []
    const suppressed = Array.isArray(spans) ? spans.filter(isSpan) : []
    return { text, suppressed: suppressed.filter(([from, to]) => from < to && to <= text.length) }
  } catch {
    return null
  }
}

/** Keeps the draft, or removes it when there is no text. */
export function writeDraft(key: string, draft: Draft): void {
  try {
    if (draft.text === '') localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // A full or forbidden store costs the draft, never the typing.
  }
}
