import { preferred } from './preferences.ts'

// A civil day is a string like `2026-11-24`. It is never turned into local midnight: day arithmetic
// runs on UTC midnights, so a summer-time change cannot skip or repeat a day.

const dayMs = 86_400_000
const clocks = new Map<string, Intl.DateTimeFormat>()

// Making a formatter costs far more than using one, and a feed formats hundreds of days.
function clock(timeZone: string): Intl.DateTimeFormat {
  let format = clocks.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    clocks.set(timeZone, format)
  }
  return format
}

function partsIn(timeZone: string, now: Date): Record<string, string> {
  return Object.fromEntries(
    clock(timeZone)
      .formatToParts(now)
      .map(({ type, value }) => [type, value]),
  )
}

/** The day it is in that zone, `2026-11-24`. */
export function civilToday(timeZone: string, now: Date = new Date()): string {
  const { year = '', month = '', day = '' } = partsIn(timeZone, now)
  return `${year.padStart(4, '0')}-${month}-${day}`
}

/** Minutes since midnight on the wall clock of that zone, 0..1439. */
export function nowMinute(timeZone: string, now: Date = new Date()): number {
  const { hour = '0', minute = '0' } = partsIn(timeZone, now)
  return Number(hour) * 60 + Number(minute)
}

function utcOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}

function dayOf(utcMs: number): string {
  return new Date(utcMs).toISOString().slice(0, 10)
}

/** `count` days later, or earlier when negative. */
export function addDays(day: string, count: number): string {
  return dayOf(utcOf(day) + count * dayMs)
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utcOf(to) - utcOf(from)) / dayMs)
}

/** The Monday of that day's week. */
export function weekStart(day: string): string {
  const sinceMonday = (new Date(utcOf(day)).getUTCDay() + 6) % 7
  return addDays(day, -sinceMonday)
}

/** True for a day that exists, from 2000 to 2099, which is what the api takes. */
export function isCivilDay(text: string): boolean {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return false
  const utc = utcOf(text)
  return !Number.isNaN(utc) && dayOf(utc) === text
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** `Today`, `Yesterday`, `Mon 23 Nov`, or `Mon 23 Nov 2025` when the year is not the one of today. */
export function formatDay(day: string, today: string): string {
  if (day === today) return 'Today'
  if (day === addDays(today, -1)) return 'Yesterday'
  const date = new Date(utcOf(day))
  const name = `${weekdays[date.getUTCDay()]} ${date.getUTCDate()} ${months[date.getUTCMonth()]}`
  return day.slice(0, 4) === today.slice(0, 4) ? name : `${name} ${day.slice(0, 4)}`
}

const long = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' })

/** In full for a screen reader: `Monday 23 November 2026`. */
export function longDay(day: string): string {
  return long.format(utcOf(day)).replace(',', '')
}

/** The wall clock time of an instant in that zone, `09:30`, as check-in lines write it. */
export function formatTime(instant: string, timeZone: string): string {
  const { hour = '00', minute = '00' } = partsIn(timeZone, new Date(instant))
  return `${hour}:${minute}`
}

/** `09:30` as the person wants times shown: the same, or `9:30 am`. */
export function clockWords(time: string): string {
  if (preferred('clock') !== '12') return time
  const hour = Number(time.slice(0, 2))
  return `${hour % 12 || 12}${time.slice(2)} ${hour < 12 ? 'am' : 'pm'}`
}

/** The time of an instant for people to read; `formatTime` is for lines. */
export function showTime(instant: string, timeZone: string): string {
  return clockWords(formatTime(instant, timeZone))
}
