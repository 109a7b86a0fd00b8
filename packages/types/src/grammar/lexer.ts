import { nameEnd, nfc, skipBlank, trailEnd, withoutBidiEnd, wordEnd } from './characters.ts'
import { cutName, hasLetter, toProject, toTag } from './names.ts'

/** One item of the line. Offsets are UTF-16 units of the line as typed. */
export type Item = {
  kind: 'tag' | 'project' | 'task' | 'text'
  start: number
  end: number
  /** Where the next item may start: after the punctuation that follows a name. */
  stop: number
  /** What the item says as text: escapes are resolved, a tag, project or task stands as typed. */
  text: string
  /** The canonical tag or project, or the task reference; '' for text. */
  name: string
  /** A plain word in lower case that may be a time, a date or a separator; '' when literal. */
  bare: string
  /** Why a `#` or `@` word is only text. */
  bad?: 'W_BAD_TAG' | 'W_BAD_PROJECT'
  /** A tag, project or task that stays in the activity; the head and the tail see through it. */
  isTransparent?: boolean
}

export type Lexed = {
  items: Item[]
  /** Offset of the last quote that is never closed, or -1. */
  unclosed: number
}

const taskKey = /([A-Z][A-Z0-9]{1,9})-\d{1,6}(?!\d)/y

const resolveEscapes = (word: string): string =>
  word.includes('\\') ? word.replace(/\\([#@"\\])/g, '$1') : word

/** Finds the closing quote for the opening one at `open`, or -1; undefined when none opens. */
export const closingQuote = (line: string): ((open: number) => number | undefined) => {
  // Known beforehand, so that many open quotes do not each scan the rest of the line.
  const lastLow = line.lastIndexOf('“')
  const lastHigh = line.lastIndexOf('”')
  const lastStraight = line.lastIndexOf('"')
  const next = (quote: string, last: number, from: number) =>
    from <= last ? line.indexOf(quote, from) : -1
  return (open) => {
    const quote = line[open]
    if (quote === '"') return next('"', lastStraight, open + 1)
    if (quote === '“') return next('”', lastHigh, open + 1)
    if (quote !== '„') return undefined
    for (let at = open + 1; at <= Math.max(lastLow, lastHigh); at++) {
      if (line[at] === '“' || line[at] === '”') return at
    }
    return -1
  }
}

const plainText = (start: number, stop: number, text: string, bare = ''): Item => ({
  kind: 'text',
  start,
  end: stop,
  stop,
  text,
  name: '',
  bare,
})

const readWord = (line: string, at: number): Item => {
  const stop = wordEnd(line, at)
  const raw = line.slice(at, stop)
  // A backslash takes the next character literally; alone before a space it is only itself.
  if (raw[0] === '\\' && raw.length > 1) {
    return plainText(at, stop, raw.charAt(1) + resolveEscapes(raw.slice(2)))
  }
  return plainText(at, stop, resolveEscapes(raw), withoutBidiEnd(nfc(raw)).toLowerCase())
}

const badSigil = (line: string, at: number, from: number): Item => {
  const stop = wordEnd(line, from)
  const value = from > at ? line.slice(at, stop) : resolveEscapes(line.slice(at, stop))
  return { ...plainText(at, stop, value), bad: line[at] === '#' ? 'W_BAD_TAG' : 'W_BAD_PROJECT' }
}

const sigil = (
  line: string,
  kind: Item['kind'],
  start: number,
  end: number,
  name: string,
): Item => {
  const stop = trailEnd(line, end)
  return { kind, start, end, stop, text: line.slice(start, stop), name, bare: '' }
}

const readQuotedSigil = (line: string, at: number, close: number): Item => {
  const inner = line.slice(at + 2, close)
  const isTag = line[at] === '#'
  const name = isTag ? toTag(inner) : toProject(inner)
  if (isTag ? hasLetter(name) : name) {
    return sigil(line, isTag ? 'tag' : 'project', at, close + 1, name)
  }
  return badSigil(line, at, close + 1)
}

const readSigil = (line: string, at: number, opensQuote: (at: number) => boolean): Item => {
  const runEnd = nameEnd(line, at + 1)
  const name = cutName(line.slice(at + 1, runEnd))
  const end = at + 1 + name.length
  if (line[at] === '@') {
    return name ? sigil(line, 'project', at, end, toProject(name)) : badSigil(line, at, at)
  }
  if (/^\d{1,9}$/.test(name)) return sigil(line, 'task', at, end, `#${name}`)
  if (!hasLetter(name)) return badSigil(line, at, at)
  // A final # belongs to the name (c#) unless it starts a tag of its own (#a#b).
  const isSharp =
    end === runEnd &&
    line[end] === '#' &&
    nameEnd(line, end + 1) === end + 1 &&
    !opensQuote(end + 1)
  return isSharp
    ? sigil(line, 'tag', at, end + 1, toTag(`${name}#`))
    : sigil(line, 'tag', at, end, toTag(name))
}

const readTaskKey = (
  line: string,
  at: number,
  isKey: (key: string) => boolean,
): Item | undefined => {
  taskKey.lastIndex = at
  const found = taskKey.exec(line)
  if (!found || !isKey(found[1] ?? '')) return undefined
  const item = sigil(line, 'task', at, taskKey.lastIndex, found[0])
  const endsHere = item.stop > item.end || skipBlank(line, item.end) > item.end
  return endsHere || item.end === line.length ? item : undefined
}

/** Splits a well-formed line into items, in one pass from the left. */
export const lex = (line: string, isKey: (key: string) => boolean): Lexed => {
  const items: Item[] = []
  const closing = closingQuote(line)
  let unclosed = -1
  const readItem = (at: number): Item => {
    const isSigil = line[at] === '#' || line[at] === '@'
    const open = isSigil ? at + 1 : at
    const close = closing(open)
    if (close === -1) {
      unclosed = open
      const word = readWord(line, at)
      return { ...word, bare: '' }
    }
    if (close !== undefined) {
      if (isSigil) return readQuotedSigil(line, at, close)
      const stop = wordEnd(line, close + 1)
      return plainText(at, stop, line.slice(at, stop))
    }
    if (isSigil) return readSigil(line, at, (next) => closing(next) !== undefined)
    return readTaskKey(line, at, isKey) ?? readWord(line, at)
  }
  for (let at = skipBlank(line, 0); at < line.length; ) {
    const item = readItem(at)
    items.push(item)
    at = skipBlank(line, item.stop)
  }
  return { items, unclosed }
}
