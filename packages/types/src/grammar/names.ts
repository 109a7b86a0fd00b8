import { codePoints, nameEnd, nfc, toSingleSpaces, withoutBidi } from './characters.ts'

export const maxTagLength = 50

/** A tag needs a letter, a pictograph or a flag; `#142` is a task and `#1.5` is text. */
export const hasLetter = (text: string): boolean =>
  /[\p{L}\p{Extended_Pictographic}\p{Regional_Indicator}]/u.test(text)

/** `.` `/` `&` `-` and joiners at the end of a name are punctuation, not part of it. */
export const cutName = (name: string): string => name.replace(/[./&\-\u200c\u200d]+$/, '')

/** The canonical project text: NFC, single spaces, no controls. */
export const toProject = (text: string): string => nfc(toSingleSpaces(withoutBidi(text)).trim())

/** The canonical tag: NFC, lower case without a locale, spaces as `-`. */
export const toTag = (text: string): string =>
  nfc(toProject(text).toLowerCase()).replaceAll(' ', '-')

export const isTagTooLong = (tag: string): boolean => codePoints(tag) > maxTagLength

const isPlain = (name: string): boolean =>
  nameEnd(name, 0) === name.length && cutName(name) === name

// No text holds both closing quotes: the pair it was typed in excludes one of them.
const quoted = (text: string): string => (text.includes('"') ? `“${text}”` : `"${text}"`)

/** How a tag is written so that reading it gives the same tag. */
export const tagText = (tag: string): string => {
  const name = tag.endsWith('#') ? tag.slice(0, -1) : tag
  return `#${hasLetter(name) && isPlain(name) ? tag : quoted(tag)}`
}

/** How a project is written so that reading it gives the same project. */
export const projectText = (project: string): string =>
  `@${isPlain(project) ? project : quoted(project)}`
