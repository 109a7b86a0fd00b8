import { isSeparator, matchFrom } from './bare.ts'
import { codePoints, skipBlank, withoutBidiEnd, wordEnd } from './characters.ts'
import { durationText } from './durations.ts'
import { closingQuote, lex } from './lexer.ts'
import { maxLineLength } from './line-limit.ts'
import { projectText, tagText } from './names.ts'
import type { ParsedCheckin } from './parse-checkin.ts'

const timeText = ({ minutes, start, end, endsNextDay }: ParsedCheckin): string => {
  if (start === null || end === null) return minutes === null ? '' : durationText(minutes)
  // A range over the whole day starts and ends at 00:00, which alone would be empty.
  return `${start}-${endsNextDay && end === '00:00' ? '24:00' : end}`
}

const taskKey = /^([A-Z][A-Z0-9]{1,9})-\d{1,6}(?!\d)/

const escapeRest = (text: string) => text.replace(/\\(?=[#@"\\])/g, '\\\\')

const escapeWord = (word: string, isLiteral: boolean): string =>
  isLiteral ? `\\${word.charAt(0)}${escapeRest(word.slice(1))}` : escapeRest(word)

// Both slots are filled in a canonical line, so only a second kind of time could still be read.
const startsWithTime = (activity: string): boolean => {
  const match = matchFrom(lex(activity, () => false).items, 0)
  return match !== null && match.kind !== 'date'
}

const activityText = (activity: string, isTaskKey: (key: string) => boolean): string => {
  const closing = closingQuote(activity)
  const startsAsTime = startsWithTime(activity)
  const words: string[] = []
  for (let at = 0; at < activity.length; ) {
    const close = closing(at) ?? -1
    const end = wordEnd(activity, close < 0 ? at : close + 1)
    const word = activity.slice(at, end)
    const isEdge = at === 0 || end === activity.length
    const isLiteral =
      /^[#@\\"“„]/.test(word) ||
      skipBlank(word, 0) > 0 ||
      (at === 0 && startsAsTime) ||
      (isEdge && isSeparator(withoutBidiEnd(word))) ||
      isTaskKey(taskKey.exec(word)?.[1] ?? '')
    words.push(close < 0 ? escapeWord(word, isLiteral) : word)
    at = end + 1
  }
  return words.join(' ')
}

/**
 * Writes the canonical line: time, date, tags, project, task, activity. Parsing it with the same
 * context gives the same fields. Null when it would exceed 500 code points. Words that look like
 * `UTF-8` are escaped only when `projectKeys` has their key, or always when it is left out.
 */
export const formatCheckin = (
  parsed: ParsedCheckin,
  projectKeys?: ReadonlySet<string>,
): string | null => {
  const isTaskKey = (key: string) => key !== '' && (projectKeys?.has(key) ?? true)
  const line = [
    timeText(parsed),
    parsed.date,
    ...parsed.tags.map(tagText),
    parsed.project === null ? '' : projectText(parsed.project),
    parsed.task?.ref ?? '',
    activityText(parsed.activity, isTaskKey),
  ]
    .filter(Boolean)
    .join(' ')
  return codePoints(line) > maxLineLength ? null : line
}
