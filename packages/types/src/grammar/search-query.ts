import { wellFormed } from './characters.ts'
import { durationSource, readDuration } from './durations.ts'
import { closingQuote, type Item, lex } from './lexer.ts'
import { isTooLong } from './line-limit.ts'
import { isTagTooLong } from './names.ts'
import { type Days, readDays } from './search-days.ts'
import { suppress } from './sigils.ts'
import type { Suppressed } from './tokens.ts'

export type SearchContext = {
  /** YYYY-MM-DD, the person's own day. */
  today: string
  /** Keys of the projects the person can see. */
  projectKeys: ReadonlySet<string>
  /** Spans of the query that the person turned back into text. */
  suppressed?: Suppressed | undefined
}

export type SearchTokenKind = 'tag' | 'project' | 'task' | 'phrase' | 'minutes' | 'date'

/** A span that means more than its words; offsets are UTF-16 units of the query as typed. */
export type SearchToken = { kind: SearchTokenKind; start: number; end: number }

export type SearchQuery = {
  /** The words that are left to be found, joined by single spaces. */
  text: string
  /** What stood in quotes: to be found word for word. */
  phrases: string[]
  tags: string[]
  /** Names after `@` as typed, which a directory resolves; several mean any of them. */
  projects: string[]
  /** `WEB-142` or `#142`. */
  tasks: string[]
  /** Whole minutes, inclusive: `>2h` is 121. */
  minMinutes: number | null
  maxMinutes: number | null
  /** YYYY-MM-DD, inclusive. */
  from: string | null
  to: string | null
  /** In the order of the query. */
  tokens: SearchToken[]
}

const empty = (): SearchQuery => ({
  text: '',
  phrases: [],
  tags: [],
  projects: [],
  tasks: [],
  minMinutes: null,
  maxMinutes: null,
  from: null,
  to: null,
  tokens: [],
})

const bound = /^(>=|<=|≥|≤|>|<)(.*)$/
const wholeDuration = new RegExp(`^(?:${durationSource})$`)
// The sign and `1 h and 30 min`, each word apart.
const durationWords = 6

/** Minutes after `>` or `<` at item `at`, and the last item that belongs to them. */
const readBound = (items: readonly Item[], at: number) => {
  const [, sign = '', rest = ''] = bound.exec(items[at]?.bare ?? '') ?? []
  if (!sign) return null
  let words = rest
  let best: { minutes: number; last: number } | null = null
  for (let last = at; last < at + durationWords; last++) {
    if (last > at) {
      const word = items[last]?.bare
      if (!word) break
      words = words ? `${words} ${word}` : word
    }
    if (!wholeDuration.test(words)) continue
    const { minutes } = readDuration(words)
    if (minutes !== null) best = { minutes, last }
  }
  return best && { ...best, sign: sign.replace('≥', '>=').replace('≤', '<=') }
}

const isFree = (query: SearchQuery, { from, to }: Days) =>
  (from === null || query.from === null) && (to === null || query.to === null)

/**
 * Reads one search query: the tokens of a check-in line (`#dev @website WEB-142 yesterday`), lengths
 * (`>2h`), periods (`last week`) and quotes narrow, and the rest is what to look for. Pure and total:
 * whatever it does not understand is a word. A second token for the same end stays a word.
 */
export const parseSearchQuery = (line: string, ctx: SearchContext): SearchQuery => {
  const query = empty()
  if (isTooLong(line)) return query
  const clean = wellFormed(line)
  const closing = closingQuote(clean)
  const { items } = lex(clean, (key) => ctx.projectKeys.has(key))
  suppress(items, ctx.suppressed ?? [])
  const isText = ({ start, end }: Item) =>
    (ctx.suppressed ?? []).some(([from, to]) => from < end && start < to)
  const words: string[] = []

  /** Reads what starts at item `at`; answers the last item that was used. */
  const readAt = (at: number, item: Item): number => {
    const take = (kind: SearchTokenKind, last: number, end = items[last]?.end ?? item.end) => {
      query.tokens.push({ kind, start: item.start, end })
      return last
    }
    if (item.kind !== 'text') {
      if (item.isTransparent || (item.kind === 'tag' && isTagTooLong(item.name))) {
        words.push(item.text)
        return at
      }
      const list = { tag: query.tags, project: query.projects, task: query.tasks }[item.kind]
      if (!list.includes(item.name)) list.push(item.name)
      return take(item.kind, at)
    }
    const close = isText(item) ? undefined : closing(item.start)
    if (close !== undefined && close > item.start) {
      const phrase = clean
        .slice(item.start + 1, close)
        .trim()
        .normalize('NFC')
      const rest = clean.slice(close + 1, item.end)
      if (rest) words.push(rest)
      if (phrase) query.phrases.push(phrase)
      return phrase ? take('phrase', at, close + 1) : at
    }
    const limit = readBound(items, at)
    if (limit) {
      const { sign, minutes, last } = limit
      const end = sign[0] === '>' ? 'minMinutes' : 'maxMinutes'
      if (query[end] === null) {
        query[end] = minutes + (sign === '>' ? 1 : sign === '<' ? -1 : 0)
        return take('minutes', last)
      }
    }
    const found = readDays(items, at, ctx.today)
    if (found && isFree(query, found.days)) {
      query.from = found.days.from ?? query.from
      query.to = found.days.to ?? query.to
      return take('date', found.last)
    }
    words.push(item.text.replace(/^["“”„]+/, ''))
    return at
  }

  for (let at = 0; at < items.length; at++) {
    const item = items[at]
    if (item) at = readAt(at, item)
  }
  query.text = words.join(' ').normalize('NFC').replace(/\s+/g, ' ').trim()
  return query
}
