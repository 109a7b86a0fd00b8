import { codePoints, nfc, offsetOf, skipBlank, wordEnd } from './characters.ts'
import { escapeAt, keepAsText, moveToFront, replace } from './edits.ts'
import type { Fix } from './fix.ts'
import type { Proposals, Trouble } from './fixes-for.ts'
import { type Item, lex } from './lexer.ts'
import { maxLineLength } from './line-limit.ts'
import { cutName, maxTagLength, tagText, toTag } from './names.ts'
import type { Token } from './tokens.ts'

const example = '2h #dev fix login'

const cutLine = ({ line }: Trouble): Fix[] => {
  let count = maxLineLength
  let cut = offsetOf(line, count)
  // NFC can make a line longer, at most threefold, so what counts is the length after it.
  for (;;) {
    const over = codePoints(nfc(line.slice(0, cut))) - maxLineLength
    if (over <= 0) break
    count -= Math.ceil(over / 3)
    cut = offsetOf(line, count)
  }
  return [replace({ start: cut, end: line.length }, '', `Cut at ${maxLineLength}`)]
}

const cutTag = ({ line, diagnostic }: Trouble): Fix[] => {
  const typed = line.slice(diagnostic.start + 1, diagnostic.end).replace(/^["“„]|["“”]$/g, '')
  const tag = toTag(typed)
  const short = cutName(tag.slice(0, offsetOf(tag, maxTagLength)))
  return [replace(diagnostic, tagText(short), `Cut at ${maxTagLength}`)]
}

const sigilsOf = ({ line, ctx }: Trouble, kind: Item['kind']): Item[] =>
  lex(line, (key) => ctx.projectKeys.has(key)).items.filter((item) => item.kind === kind)

// Earlier ones are escaped in place; when that would end the head, both change places instead.
const useInstead =
  (kind: 'project' | 'task') =>
  (trouble: Trouble): Fix[] => {
    const { line, diagnostic, text, parsed } = trouble
    const label = `Use ${text} instead`
    const earlier = sigilsOf(trouble, kind).filter(({ start }) => start < diagnostic.start)
    const used = parsed.tokens.find((token) => token.kind === kind)
    if (!used) return []
    const { start } = used
    const escaped = escapeAt(line, [...earlier], start, diagnostic.start)
    const between = escapeAt(line, earlier.slice(1), used.end, diagnostic.start)
    const swapped = `${text}${between}\\${line.slice(start, used.end)}`
    return [
      replace({ start, end: diagnostic.start }, escaped, label),
      replace({ start, end: diagnostic.end }, swapped, label),
    ]
  }

// The quote most likely ends before the next tag or project, else with the line or the word.
const closeQuote = ({ line, diagnostic }: Trouble): Fix[] => {
  const close = line[diagnostic.start] === '"' ? '"' : '”'
  const isSigil = (at: number) => line[at] === '#' || line[at] === '@'
  const ends: number[] = []
  const first = wordEnd(line, diagnostic.end)
  for (let at = skipBlank(line, first); at < line.length; at = skipBlank(line, wordEnd(line, at))) {
    if (isSigil(at)) ends.push(at)
  }
  return [...ends.slice(0, 1), line.length, first].map((end) => {
    const start = Math.max(diagnostic.end, line.slice(0, end).trimEnd().length)
    return replace({ start, end: start }, close, 'Close the quote')
  })
}

const isTime = ({ kind }: Token) => kind === 'duration' || kind === 'range'
const isDate = ({ kind }: Token) => kind === 'date'

const useIgnored = ({ line, diagnostic, text, parsed }: Trouble): Fix[] =>
  [() => false, isTime, isDate].map((isGivingWay) =>
    moveToFront(line, diagnostic, `Use “${text}”`, parsed.tokens.filter(isGivingWay)),
  )

const keep = ({ diagnostic }: Trouble): Fix[] => [keepAsText(diagnostic)]

export const textFixes: Proposals = {
  E_EMPTY: ({ diagnostic }) => [replace(diagnostic, example)],
  E_TOO_LONG: cutLine,
  E_NO_ACTIVITY: ({ parsed: { tags } }) =>
    tags[0] ? [{ label: `Last activity with #${tags[0]}`, action: 'last-activity' }] : [],
  E_TAG_TOO_LONG: cutTag,
  W_DUP_PROJECT: useInstead('project'),
  W_DUP_TASK: useInstead('task'),
  W_UNCLOSED_QUOTE: closeQuote,
  I_IGNORED_TOKEN: useIgnored,
  W_UNKNOWN_PROJECT: keep,
  W_UNKNOWN_TASK: keep,
  W_AMBIGUOUS_PROJECT: keep,
  W_AMBIGUOUS_TASK: keep,
  W_TASK_OTHER_PROJECT: ({ diagnostic }) => [keepAsText(diagnostic, 'Keep the project')],
}
