import { limits } from '../limits.ts'

/** A value, or why the line is refused and what stood there. */
export type Field<T> = { value: T } | { reason: string; found: string }

const shownLength = 40

function refuse(reason: string, found: string): { reason: string; found: string } {
  // What stood there is shown on terminals too, where a control character could act.
  const points = Array.from(cleanText(found.slice(0, shownLength * 4)))
  const shown = points.slice(0, shownLength).join('')
  const isWhole = points.length <= shownLength && found.length <= shownLength * 4
  return { reason, found: isWhole ? shown : `${shown}…` }
}

function length(text: string): number {
  // A long text is refused by its UTF-16 length before anything walks through it.
  return text.length > limits.line * 4 ? text.length : Array.from(text).length
}

/** Text as the product stores it: well-formed, NFC, no controls, single spaces, trimmed. */
export function cleanText(raw: string): string {
  return raw
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\s\u0000-\u001f\u007f-\u009f\u200b]+/g, ' ')
    .trim()
}

const dateTime =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(Z|z|[+-]\d{2}:?\d{2})?$/
const exampleTime = '2026-11-24T10:05:00+01:00'

/**
 * The day of a date-time in its own offset, `2026-11-24`. Someone who worked at 23:30 in Tokyo
 * worked on the day their calendar showed, whatever the day was in UTC.
 */
export function readWorkDate(raw: string): Field<string> {
  const parts = dateTime.exec(raw)
  if (!parts) return refuse(`“at” must be a date and time like ${exampleTime}.`, raw)
  const [, year = '', month = '', day = '', hour, minute, second, offset] = parts
  if (offset === undefined) return refuse(`“at” needs its offset, like ${exampleTime}.`, raw)
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const written = `${year}-${month}-${day}`
  if (date.toISOString().slice(0, 10) !== written) return refuse('That day does not exist.', raw)
  if (year < '2000' || year > '2099') return refuse('The year must be 2000 to 2099.', raw)
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) {
    return refuse('That is not a time of day.', raw)
  }
  if (!isOffset(offset)) return refuse('That offset does not exist.', raw)
  return { value: written }
}

function isOffset(offset: string): boolean {
  if (offset.toUpperCase() === 'Z') return true
  const hours = Number(offset.slice(1, 3))
  const minutes = Number(offset.slice(-2))
  return minutes < 60 && hours * 60 + minutes <= 14 * 60
}

/** Whole minutes, 1..1440. */
export function readMinutes(raw: string): Field<number> {
  if (raw === '') return refuse('“minutes” is empty.', raw)
  if (!/^\d+$/.test(raw)) return refuse('“minutes” must be a whole number.', raw)
  const minutes = Number(raw)
  if (minutes < limits.minutesMin) return refuse('Time must be more than 0.', raw)
  if (minutes > limits.minutesMax) return refuse('One check-in holds at most 24 hours.', raw)
  return { value: minutes }
}

/** What was done, 1..500 code points. A longer one is refused: cutting it would lose words. */
export function readActivity(raw: string): Field<string> {
  const activity = cleanText(raw)
  if (activity === '') return refuse('“text” is empty.', raw)
  if (length(activity) > limits.activity) {
    return refuse(`“text” holds at most ${limits.activity} characters.`, activity)
  }
  return { value: activity }
}

/** Who did it, as the file names them. */
export function readPerson(raw: string): Field<string> {
  const person = cleanText(raw)
  if (person === '') return refuse('“person” is empty.', raw)
  if (length(person) > limits.personName) {
    return refuse(`“person” holds at most ${limits.personName} characters.`, person)
  }
  return { value: person }
}

/** Both columns as tags, the way the grammar writes them. None at all is fine. */
export function readTags(type: string, scope: string): Field<string[]> {
  const tags: string[] = []
  for (const raw of [type, scope]) {
    const tag = toTag(raw)
    if (length(tag) > limits.tag) return refuse(`A tag holds ${limits.tag} characters.`, tag)
    if (tag !== '' && !tags.includes(tag)) tags.push(tag)
  }
  return { value: tags }
}

function toTag(raw: string): string {
  return cleanText(cleanText(raw).replace(/[#"“”„\\]/g, ''))
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(' ', '-')
}
