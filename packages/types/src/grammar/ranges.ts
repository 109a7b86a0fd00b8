const clock = '\\d{1,2}(?::\\d\\d)?'
const joint = '(?: ?[-‒–—−→] ?| (?:to|until) )'
const time = `${clock}(?: ?[ap]m?)?`

/**
 * A time range, as one alternation. After the end a lone `a` or `p` counts only when the start is
 * marked with one letter too: in `9:30-11:15 a quick fix` the `a` is a word.
 */
export const rangeSource = `${clock} ?[ap]${joint}${time}|${time}${joint}(?:${clock}(?: ?[ap]m|[ap])?|now)`

export type RangeReading = {
  minutes: number | null
  start: string | null
  end: string | null
  endsNextDay: boolean
  /** The range ends `now`; `startsYesterday` tells when its start is later than now. */
  isNow: boolean
  startsYesterday: boolean
  error?: 'E_BAD_TIME' | 'E_RANGE_EMPTY'
}

type Time = { hour: number; minute: number; mark: string }

const sides = new RegExp(`^(${time})${joint}(${time}|now)$`)
const timeParts = /^(\d+)(?::(\d+))? ?([ap]?)/

const toTime = (text: string): Time => {
  const [, hour = '', minute = '', mark = ''] = timeParts.exec(text) ?? []
  return { hour: Number(hour), minute: Number(minute), mark }
}

const isTimeOfDay = ({ hour, minute, mark }: Time, isEnd: boolean): boolean =>
  mark
    ? hour >= 1 && hour <= 12 && minute < 60
    : (hour < 24 && minute < 60) || (isEnd && hour === 24 && minute === 0)

const minuteOfDay = ({ hour, minute }: Time, mark: string): number =>
  (mark ? (hour % 12) + (mark === 'p' ? 12 : 0) : hour) * 60 + minute

const canBorrow = ({ hour, mark }: Time) => !mark && hour >= 1 && hour <= 12

const flipped = (mark: string) => (mark === 'a' ? 'p' : 'a')

// An unmarked side takes the other side's mark, and the opposite one unless start < end then.
const minutesOf = (start: Time, end: Time): [number, number] => {
  const from = minuteOfDay(start, start.mark)
  const to = minuteOfDay(end, end.mark)
  if (end.mark && canBorrow(start)) {
    const same = minuteOfDay(start, end.mark)
    return [same < to ? same : minuteOfDay(start, flipped(end.mark)), to]
  }
  if (start.mark && canBorrow(end)) {
    const same = minuteOfDay(end, start.mark)
    return [from, from < same ? same : minuteOfDay(end, flipped(start.mark))]
  }
  return [from, to]
}

/** Minute of the day as `HH:MM`; 1440 is `00:00`. */
export const clockText = (minute: number): string => {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`
}

/** The minute of the day at which a range token starts, read by its own mark alone. */
export const startOfRange = (token: string): number => {
  const start = toTime(token)
  return minuteOfDay(start, start.mark)
}

/** Whether one side has `:` or am/pm; without it `9-11` is text. */
export const isMarkedRange = (token: string): boolean => /:|\d ?[ap]/.test(token)

/**
 * Reads a token that `rangeSource` matched. Minutes are wall-clock, 1..1440, or null with an
 * error. `nowMin` is the minute of today that `now` stands for.
 */
export const readRange = (token: string, nowMin: number): RangeReading => {
  const [, left = '', right = ''] = sides.exec(token) ?? []
  const isNow = right === 'now'
  const none = { minutes: null, start: null, end: null, endsNextDay: false }
  const refused = (error: NonNullable<RangeReading['error']>) => ({
    ...none,
    isNow,
    startsYesterday: false,
    error,
  })
  const start = toTime(left)
  const end = isNow ? { hour: 0, minute: nowMin, mark: '' } : toTime(right)
  if (!isTimeOfDay(start, false) || !(isNow || isTimeOfDay(end, true))) return refused('E_BAD_TIME')
  const [from, to] = isNow ? [minuteOfDay(start, start.mark), nowMin] : minutesOf(start, end)
  if (from === to) return refused('E_RANGE_EMPTY')
  const isOver = to < from
  return {
    minutes: isOver ? to + 1440 - from : to - from,
    start: clockText(from),
    end: clockText(to),
    endsNextDay: isOver || to === 1440,
    isNow,
    startsYesterday: isNow && isOver,
  }
}
