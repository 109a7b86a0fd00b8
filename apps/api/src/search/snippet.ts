import type { Snippet } from '@worksmart/types/search'
import { wordsOf } from '../ai/words.ts'

const before = 40
const longest = 180

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * The part of a text where the query is found, on one line, with the places of its words. Without
 * any, its beginning. Never cuts a pair of units.
 */
export function snippetOf(text: string, words: string, phrases: readonly string[]): Snippet {
  const line = text.normalize('NFC').replace(/\s+/g, ' ').trim()
  const patterns = [
    ...phrases.map(escaped),
    ...wordsOf(words).map((word) => `(?<![\\p{L}\\p{N}])${escaped(word)}[\\p{L}\\p{M}\\p{N}]*`),
  ]
  const found =
    patterns.length === 0 ? [] : [...line.matchAll(new RegExp(patterns.join('|'), 'giu'))]
  const first = found[0]?.index ?? 0
  const start = line.length <= longest || first <= before ? 0 : wordStart(line, first - before)
  const end = start + longest >= line.length ? line.length : wordStart(line, start + longest)
  const lead = start > 0 ? '…' : ''
  const tail = end < line.length ? '…' : ''
  return {
    text: lead + line.slice(start, end).trimEnd() + tail,
    marks: found
      .map(({ index, 0: match }): [number, number] => [index, index + match.length])
      .filter(([from, to]) => from >= start && to <= end && to > from)
      .map(([from, to]) => [from - start + lead.length, to - start + lead.length]),
  }
}

/** The beginning of the word that `at` stands in. */
function wordStart(line: string, at: number): number {
  const space = line.lastIndexOf(' ', at)
  if (space > at - before) return space + 1
  // A word without end: anywhere but between two halves of a pair.
  const unit = line.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at
}
