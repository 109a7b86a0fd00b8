const bidi = '\\u200e\\u200f\\u061c\\u202a-\\u202e\\u2066-\\u2069'
// JavaScript's \s is Unicode White_Space and U+FEFF, without U+0085, which is a C1 control.
const space = '\\s\\u200b\\u0000-\\u001f\\u007f-\\u009f'
const nameChar =
  '\\p{L}\\p{M}\\p{N}\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\p{Regional_Indicator}' +
  '\\u200c\\u200d_+\\-./&'

const spaces = new RegExp(`[${space}]+`, 'g')
const bidiMarks = new RegExp(`[${bidi}]`, 'g')
const notBlank = new RegExp(`[^${space}${bidi}]`, 'g')
const nextSpace = new RegExp(`[${space}]`, 'g')
const bidiEnd = new RegExp(`[${bidi}]+$`)
const nameRun = new RegExp(`[${nameChar}]+`, 'uy')
// Dropped after a name: sentence punctuation at the end of a word, or `,` `;` `:` anywhere.
const trailRun = new RegExp(`[,;:.!?)}&/\\]\\u200c\\u200d-]+(?=[${space}${bidi}]|$)|[,;:]+|`, 'y')

const find = (pattern: RegExp, line: string, from: number): number => {
  pattern.lastIndex = from
  return pattern.exec(line)?.index ?? line.length
}

const runEnd = (pattern: RegExp, line: string, from: number): number => {
  pattern.lastIndex = from
  return pattern.test(line) ? pattern.lastIndex : from
}

/** The first position at or after `from` that holds neither white space nor a bidi mark. */
export const skipBlank = (line: string, from: number): number => find(notBlank, line, from)

/** Where the word that contains `from` ends. */
export const wordEnd = (line: string, from: number): number => find(nextSpace, line, from)

/** Where a run of name characters that starts at `from` ends; `from` itself when there is none. */
export const nameEnd = (line: string, from: number): number => runEnd(nameRun, line, from)

/** Where the punctuation that may follow a name ends; `from` itself when there is none. */
export const trailEnd = (line: string, from: number): number => runEnd(trailRun, line, from)

export const toSingleSpaces = (text: string): string => text.replace(spaces, ' ')

export const withoutBidi = (text: string): string => text.replace(bidiMarks, '')

export const withoutBidiEnd = (text: string): string => text.replace(bidiEnd, '')

/** Bidi controls are removed from an activity; the marks U+200E, U+200F and U+061C stay. */
export const withoutBidiControls = (text: string): string =>
  text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')

/** Lone surrogates become U+FFFD, one for one, so that spans still fit the typed line. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd')

export const nfc = (text: string): string =>
  /[^\0-\x7f]/.test(text) ? text.normalize('NFC') : text

/** Length in code points, which is what every limit of a line counts. */
export const codePoints = (text: string): number => {
  let count = text.length
  for (let i = 0; i < text.length - 1; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      count--
      i++
    }
  }
  return count
}

/** The UTF-16 offset after `count` code points, or the length of a shorter text. */
export const offsetOf = (text: string, count: number): number => {
  let at = 0
  for (let i = 0; i < count && at < text.length; i++) {
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
  }
  return at
}
