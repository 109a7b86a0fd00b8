// What a line leaves open, and what it could mean: read in one transaction in the caller's name, so
// that nothing is proposed that they may not see.

import { parseCheckin } from '@worksmart/types/grammar/parse-checkin'
import type { Calibration, Candidate, HistoryRow } from '@worksmart/types/inference/categorize'
import type { Tx, Viewer } from '../db/with-actor.ts'
import { civilNow } from '../time/zoned.ts'
import { selectCalibrations } from './calibration.queries.ts'
import {
  selectCandidateProjects,
  selectCandidateTasks,
  selectEndedValues,
  selectHistoryRows,
  selectUses,
} from './categorize.queries.ts'
import { selectSwitches } from './switches.queries.ts'
import { patternOf } from './words.ts'

export const proposedKinds = ['task', 'project', 'tag'] as const
export type ProposedKind = (typeof proposedKinds)[number]

export type CategorizeContext = {
  isOn: boolean
  today: string
  /** The words of the line without its tokens. */
  activity: string
  /** Names the pattern of the line. */
  pattern: string
  /** What the line does not say yet. */
  open: readonly ProposedKind[]
  /** At most 100, without what was dismissed twice for this pattern. */
  candidates: Candidate[]
  /** Newest first; at most 500. */
  history: HistoryRow[]
  vectorModel: string | null
  /** How this workspace's decisions turn scores into words; kinds with too few have none. */
  calibration: Calibration[]
  lastOwn: HistoryRow | undefined
}

const halfLifeDays = 45
const kept = { task: 50, project: 30, tag: 20 }

export async function readCategorizeContext(
  tx: Tx,
  viewer: Viewer,
  line: string,
  now: Date,
): Promise<CategorizeContext> {
  const { today, nowMin } = civilNow(now, viewer.timeZone)
  const isOn = (await selectSwitches(tx, viewer)).suggestions
  const nothing = {
    isOn,
    today,
    activity: '',
    pattern: '',
    open: [],
    candidates: [],
    history: [],
    vectorModel: null,
    calibration: [],
    lastOwn: undefined,
  }
  if (!isOn) return nothing
  const projects = await selectCandidateProjects(tx, viewer)
  const parsed = parseCheckin(line, {
    today,
    nowMin,
    projectKeys: new Set(projects.map((project) => project.key)),
  })
  const open = proposedKinds.filter((kind) => isOpen(kind, parsed))
  const activity = parsed.activity
  if (open.length === 0 || activity === '') return { ...nothing, open }
  const { rows: history, vectorModel } = await selectHistoryRows(tx, viewer, activity)
  const used = await selectUses(tx, viewer, today, halfLifeDays)
  const tasks = await selectCandidateTasks(tx, viewer, [...used.task.keys()])
  const pattern = patternOf(activity)
  const ended = await selectEndedValues(tx, viewer, pattern)
  const isLeft = (kind: ProposedKind, value: string) => !ended.has(`${kind}:${value}`)
  const pick = <Row>(kind: ProposedKind, rows: readonly Row[], valueIn: (row: Row) => string) =>
    rows
      .filter((row) => isLeft(kind, valueIn(row)))
      .map((row) => ({ row, ...(used[kind].get(valueIn(row)) ?? { own: 0, team: 0 }) }))
      .sort((a, b) => b.own + b.team - (a.own + a.team))
      .slice(0, kept[kind])
  return {
    isOn,
    today,
    activity,
    pattern,
    open,
    history,
    vectorModel,
    calibration: await selectCalibrations(tx, viewer),
    lastOwn: history.find((row) => row.isOwn),
    candidates: [
      ...pick('task', tasks, (row) => row.id).map(
        ({ row, own, team }): Candidate => ({ kind: 'task', ...row, own, team }),
      ),
      ...pick('project', projects, (row) => row.id).map(
        ({ row, own, team }): Candidate => ({ kind: 'project', ...row, own, team }),
      ),
      ...pick('tag', [...used.tag.keys()], (tag) => tag).map(
        ({ row, own, team }): Candidate => ({ kind: 'tag', tag: row, own, team }),
      ),
    ],
  }
}

function isOpen(kind: ProposedKind, parsed: ReturnType<typeof parseCheckin>): boolean {
  if (kind === 'tag') return parsed.tags.length === 0
  if (kind === 'project') return parsed.project === null && parsed.task === null
  return parsed.task === null
}
