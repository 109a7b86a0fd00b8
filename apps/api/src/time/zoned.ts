/** The civil day and the minute of it, 0..1439, in a time zone. */
export function civilNow(now: Date, timeZone: string): { today: string; nowMin: number } {
  const wall = wallClock(now.getTime(), timeZone)
  return {
    today: wall.toISOString().slice(0, 10),
    nowMin: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
  }
}

/**
 * The instant at which a clock on the wall of `timeZone` shows `day` and `minute` (which may be past
 * 1439 for the next day). A time that summer time skips is read with the offset before the jump; one
 * that happens twice is its first.
 */
export function instantOf(day: string, minute: number, timeZone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`) + minute * 60_000
  const before = wall - offsetMs(wall - 86_400_000, timeZone)
  const after = wall - offsetMs(wall + 86_400_000, timeZone)
  for (const guess of before <= after ? [before, after] : [after, before]) {
    if (guess + offsetMs(guess, timeZone) === wall) return new Date(guess)
  }
  return new Date(before)
}

function offsetMs(instant: number, timeZone: string): number {
  return wallClock(instant, timeZone).getTime() - Math.floor(instant / 1000) * 1000
}

const formats = new Map<string, Intl.DateTimeFormat>()

// A formatter costs about 50 µs to make and is the same for everyone in a zone.
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(timeZone, format)
  }
  return format
}

/** The wall clock of a zone, carried in a Date as if it were UTC. */
function wallClock(instant: number, timeZone: string): Date {
  const parts: Record<string, number> = {}
  for (const part of formatOf(timeZone).formatToParts(instant))
    parts[part.type] = Number(part.value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second))
}
