import * as z from 'zod'
import { limits } from './limits.ts'

/** A UUID of any version; upper case is accepted and answered in lower case. */
export const Id = z.guid('This is not an id.').transform((id) => id.toLowerCase())

/** An id in an answer: nothing is transformed on the way out. */
export const IdOut = z.guid()

/** A civil day, `2026-11-24`, from 2000 to 2099: a work date never drifts with a time zone. */
export const CivilDay = z.iso
  .date('Use a day that exists, like 2026-11-24.')
  .refine((day) => day >= '2000-01-01' && day <= '2099-12-31', 'Use a day from 2000 to 2099.')

/** An instant in an answer: always UTC with milliseconds, `2026-11-24T10:05:00.000Z`. */
export const Instant = z.iso.datetime()

/** An instant in a request, from 2000 to 2099: an offset is welcome. */
export const InstantIn = z.iso
  .datetime({ offset: true, error: 'Use a date with a time, like 2026-11-24T10:05:00Z.' })
  // The year 0000 and a 9999 that an offset moves to 10000 are dates to Zod and none to Postgres.
  .refine(
    (instant) => instant >= '2000' && instant < '2100',
    'Use a date with a time from 2000 to 2099.',
  )

/** Whole minutes, 1..1440. Integers, because `multipleOf(0.25)` accepts 5e-324. */
export const Minutes = z
  .int('Use whole minutes.')
  .min(limits.minutesMin, 'Time must be more than 0.')
  .max(limits.minutesMax, 'One check-in holds at most 24 hours.')

export const Version = z.int().min(1)

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    // An offset such as `+01:00` also passes Intl, but a person's zone has to know summer time.
    return /^[A-Za-z]/.test(name)
  } catch {
    return false
  }
}

/** An IANA zone such as `Europe/London`. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'Use a time zone name like Europe/London.')
