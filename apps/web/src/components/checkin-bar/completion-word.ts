/** The word at the caret that a list can complete. Offsets are of the whole field. */
export type CompletionWord = {
  sigil: '#' | '@' | 'key'
  start: number
  end: number
  /** What was typed after the sigil, or the digits after a task key. */
  query: string
  /** The project key of a task, such as `WEB` in `WEB-14`. */
  key: string | null
}

// No tag, name or key is longer, and a longer look back would cost on pasted walls of text.
const lookBack = 120

const sigilWord = /(^|\s)([#@])(?:(["“„])([^"“”\n]*)|([^\s"“”„#@]*))$/
const taskWord = /(^|\s)([A-Z][A-Z0-9]{1,9})-(\d{0,6})$/

/** Null when the caret does not stand in or right behind a tag, a project or a task key. */
export function completionWordAt(value: string, caret: number): CompletionWord | null {
  const lineStart = value.lastIndexOf('\n', caret - 1) + 1
  const from = Math.max(lineStart, caret - lookBack)
  // Where the look back was cut, the first letter is no start of a word.
  const before = `${from > lineStart ? '·' : ''}${value.slice(from, caret)}`
  const rest = value.slice(caret)
  const sigil = sigilWord.exec(before)
  if (sigil) {
    const [, , mark, quote, quoted, plain] = sigil
    const query = quoted ?? plain ?? ''
    const start = caret - query.length - (quote ? 2 : 1)
    const ahead = (quote ? /^["“”]/ : /^[^\s"“”„#@]+/).exec(rest)?.[0].length ?? 0
    return { sigil: mark === '#' ? '#' : '@', start, end: caret + ahead, query, key: null }
  }
  const task = taskWord.exec(before)
  if (!task) return null
  const [, , key = '', query = ''] = task
  const ahead = /^\d+/.exec(rest)?.[0].length ?? 0
  return {
    sigil: 'key',
    start: caret - key.length - 1 - query.length,
    end: caret + ahead,
    query,
    key,
  }
}
