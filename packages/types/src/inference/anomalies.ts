import * as z from 'zod'
import { limits } from '../limits.ts'
import { areDistinct, Count, Day, inferenceLimits, noTwice, WireId, wireText } from './fields.ts'

export const unusualRules = ['entry_unusual', 'day_unusual', 'week_unusual', 'day_missing'] as const
const UnusualRule = z.enum(unusualRules)

/** Entries of the asked days and of the time before them, which is what is usual. */
export const PersonDays = z
  .strictObject({
    personId: WireId,
    entries: z
      .array(
        z
          .strictObject({
            id: WireId,
            workDate: Day,
            minutes: z.int().min(limits.minutesMin).max(limits.minutesMax),
            projectId: WireId.nullable(),
          })
          .meta({ id: 'DayEntry' }),
      )
      .max(inferenceLimits.entries)
      .refine((rows) => areDistinct(rows.map((row) => row.id)), noTwice),
    leave: z.array(Day).max(400).default([]),
  })
  .meta({ id: 'PersonDays' })
export type PersonDays = z.input<typeof PersonDays>

export const AnomaliesRequest = z
  .strictObject({
    today: Day,
    from: Day,
    to: Day,
    people: z
      .array(PersonDays)
      .max(inferenceLimits.people)
      .refine((all) => areDistinct(all.map((one) => one.personId)), noTwice),
    holidays: z.array(Day).max(400).default([]),
    /** Patterns that a person called fine; `projectId` null means the rule as a whole. */
    silenced: z
      .array(
        z
          .strictObject({ personId: WireId, rule: UnusualRule, projectId: WireId.nullable() })
          .meta({ id: 'Silenced' }),
      )
      .max(500)
      .default([]),
  })
  .meta({ id: 'AnomaliesRequest' })
export type AnomaliesRequest = z.input<typeof AnomaliesRequest>

/** Minutes; `n` is how many earlier entries, days or weeks say what is expected. */
export const Finding = z
  .object({
    rule: UnusualRule,
    personId: WireId,
    workDate: Day,
    entryIds: z.array(WireId).max(50),
    projectId: WireId.nullable(),
    expected: Count,
    observed: Count,
    n: Count,
    basis: z.enum(['project', 'person', 'team', 'weekday']),
    text: wireText(300),
  })
  .meta({ id: 'Finding' })
export type Finding = z.infer<typeof Finding>

export const AnomaliesResult = z
  .object({ findings: z.array(Finding).max(500) })
  .meta({ id: 'AnomaliesResult' })
export type AnomaliesResult = z.infer<typeof AnomaliesResult>
