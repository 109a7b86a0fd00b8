import type {
  Anomalies,
  Anomaly,
  AnomalyFilter,
  SuggestionQuality,
} from '@worksmart/types/anomalies'
import type { Checkin } from '@worksmart/types/checkins'
import type { AnomaliesAnswer } from '@worksmart/types/inference'
import { inferenceLimits } from '@worksmart/types/inference/fields'
import { limits } from '@worksmart/types/limits'
import { toCheckin } from '../checkins/checkins.queries.ts'
import type { Actor, Tx, Viewer } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { forbidden, invalidField } from '../errors.ts'
import { addDays } from '../time/weeks.ts'
import { civilNow } from '../time/zoned.ts'
import {
  type Days,
  type EntryRow,
  selectArchivedProjects,
  selectClosedTasks,
  selectEntriesOf,
  selectRowsOf,
  selectTimeZones,
} from './anomalies.queries.ts'
import { anomalyPattern, silencedBy } from './anomaly-pattern.ts'
import { type Finding, findCertain } from './anomaly-rules.ts'
import { askKindly } from './ask-kindly.ts'
import { derivedId } from './derived-id.ts'
import type { Call } from './inference-client.ts'
import { selectSuggestionQuality } from './suggestion-quality.queries.ts'
import { selectSilencedPatterns } from './suggestions.queries.ts'
import { selectSwitches } from './switches.queries.ts'

const defaultDays = 30
/** Days before the asked ones that say what is usual. */
const pastDays = 180
const lastDay = '2099-12-31'
const most = { rows: 5000, entries: 20_000, findings: 100 }

type Read = {
  isOn: boolean
  today: string
  days: Days
  rows: Checkin[]
  hasMore: boolean
  certain: Finding[]
  entries: EntryRow[]
  silenced: Set<string>
  suggestions: SuggestionQuality[] | null
}

/** What is certainly wrong and, where the service helps, what is unusual; newest first. */
export async function listAnomalies(
  deps: Dependencies,
  actor: Actor,
  filter: AnomalyFilter,
  call: Call,
): Promise<Anomalies> {
  const read = await deps.database.withActor(actor, (tx, viewer) =>
    readDays(tx, viewer, filter, deps.now()),
  )
  const { today, days } = read
  const until = earlier(days.to, today)
  const { ai, answer } = await askKindly(
    deps.inference,
    read.isOn,
    'anomalies',
    {
      today,
      from: earlier(days.from, until),
      to: until,
      people: peopleOf(read.entries),
    },
    call,
  )
  const found = [
    ...read.certain.map((finding) => toAnomaly(actor, finding)),
    ...(answer?.result.findings ?? []).map((finding) => fromService(actor, finding)),
  ]
    .filter(({ pattern }) => !read.silenced.has(silencedBy(pattern)))
    .sort((a, b) => compare(b.workDate, a.workDate) || compare(a.pattern, b.pattern))
  const items = found.slice(0, most.findings)
  const named = new Set(items.flatMap(({ checkinIds }) => checkinIds))
  return {
    ai,
    ...days,
    items,
    checkins: read.rows.filter((row) => named.has(row.id)),
    suggestions: read.suggestions,
    more: read.hasMore || found.length > items.length,
  }
}

async function readDays(tx: Tx, viewer: Viewer, filter: AnomalyFilter, now: Date): Promise<Read> {
  const { today } = civilNow(now, viewer.timeZone)
  if (viewer.role === 'member' && (filter.userId ?? viewer.userId) !== viewer.userId) {
    throw forbidden(
      'permission.denied',
      'You can see your own check-ins. A manager can see the team’s.',
    )
  }
  const days = daysOf(filter, today)
  const fetched = await selectRowsOf(tx, viewer, days, filter.userId, most.rows + 1)
  const rows = fetched.slice(0, most.rows).map(toCheckin)
  const isOn = (await selectSwitches(tx, viewer)).anomalies
  const past = { from: addDays(days.from, -pastDays), to: earlier(days.to, today) }
  const zones = await selectTimeZones(tx, viewer, distinct(rows.map((row) => row.userId)))
  const zoneOf = (userId: string) => zones.get(userId) ?? 'UTC'
  return {
    isOn,
    today,
    days,
    rows,
    hasMore: fetched.length > rows.length,
    entries: isOn ? await selectEntriesOf(tx, viewer, past, filter.userId, most.entries) : [],
    silenced: await selectSilencedPatterns(tx, viewer, today),
    suggestions:
      filter.suggestions === undefined
        ? null
        : await selectSuggestionQuality(tx, viewer, filter.userId),
    certain: findCertain(rows, {
      todayOf: (userId) => civilNow(now, zoneOf(userId)).today,
      dayOf: (instant, userId) => civilNow(new Date(instant), zoneOf(userId)).today,
      closedTasks: await selectClosedTasks(tx, viewer, distinct(rows.map((row) => row.taskId))),
      archivedProjects: await selectArchivedProjects(
        tx,
        viewer,
        distinct(rows.map((row) => row.projectId)),
      ),
    }),
  }
}

function daysOf({ from, to }: AnomalyFilter, today: string): Days {
  const days = {
    from: from ?? addDays(to ?? today, 1 - defaultDays),
    // What was logged for a day to come is one of the findings.
    to: to ?? lastDay,
  }
  if (days.to < days.from) throw invalidField('/query/to', 'too_small', 'End after the start.')
  if (to !== undefined && addDays(days.from, limits.aiDays) < to) {
    throw invalidField('/query/from', 'too_many_days', `Ask for ${limits.aiDays} days at most.`)
  }
  return days
}

function peopleOf(entries: readonly EntryRow[]) {
  const people = new Map<string, Omit<EntryRow, 'userId'>[]>()
  for (const { userId, ...entry } of entries) {
    const own = people.get(userId) ?? []
    if (own.length < inferenceLimits.entries) own.push(entry)
    people.set(userId, own)
  }
  return [...people]
    .slice(0, inferenceLimits.people)
    .map(([personId, rows]) => ({ personId, entries: rows }))
}

function toAnomaly(reader: Actor, { about, ...finding }: Finding): Anomaly {
  const pattern = anomalyPattern(finding.kind, finding.userId, about)
  return { id: derivedId(reader, pattern), pattern, tier: 'rule', n: null, ...finding }
}

function fromService(
  reader: Actor,
  finding: AnomaliesAnswer['result']['findings'][number],
): Anomaly {
  const { rule, personId, workDate, entryIds, projectId, text, expected, observed, n } = finding
  const [only] = entryIds
  const pattern = anomalyPattern(rule, personId, [projectId ?? '-', workDate, only ?? '-'])
  return {
    id: derivedId(reader, pattern),
    pattern,
    tier: 'unusual',
    kind: rule,
    userId: personId,
    workDate,
    text,
    expected,
    observed,
    n,
    projectId,
    checkinIds: entryIds,
    fix: only === undefined ? null : { act: 'edit', checkinId: only, changes: {} },
  }
}

const distinct = (ids: (string | null)[]): string[] => [...new Set(ids.flatMap((id) => id ?? []))]

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const earlier = (a: string, b: string): string => (compare(a, b) < 0 ? a : b)
