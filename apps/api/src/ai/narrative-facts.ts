// The facts of a status, numbered and in words: everything that a sentence may say stands here. Pure.

import type { Fact } from '@worksmart/types/inference/narrative'
import type { FactSource, NarrativeFact } from '@worksmart/types/narrative'
import { inWords } from '../time/in-words.ts'

export type TaskLine = { id: string; ref: string; title: string }

export type NarrativeData = {
  project: {
    id: string
    name: string
    status: string
    dueOn: string | null
    budgetMinutes: number | null
  }
  from: string
  to: string
  /** All of the project's time. */
  minutes: number
  count: number
  /** Of the days asked for, team and all; null where the drafter may not see whose rows they are. */
  period: { minutes: number; count: number; byTask: (TaskLine & { minutes: number })[] } | null
  /** Monday and minutes of each week that touches these days, the oldest first. */
  weeks: { weekStart: string; minutes: number }[]
  done: TaskLine[]
  overdue: (TaskLine & { dueOn: string })[]
  blocked: TaskLine[]
  decisions: { id: string; text: string; workDate: string }[]
  documents: { id: string; name: string }[]
}

/** A fact as it is sent, and where a person can look it up. */
export type SourcedFact = Fact & Pick<NarrativeFact, 'sources'>

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** `24 Nov`, the way a person writes a day of this year or the last. */
export function dayInWords(day: string): string {
  return `${Number(day.slice(8))} ${months[Number(day.slice(5, 7)) - 1]}`
}

const nowhere = { id: null, projectId: null, taskId: null, from: null, to: null }
const row = (type: FactSource['type'], id: string): FactSource => ({ ...nowhere, type, id })

/** Every fact there is, the most telling first; at most 60. */
export function factsOf(data: NarrativeData): SourcedFact[] {
  const { project, from, to } = data
  const time = (rest: Partial<FactSource> = {}): FactSource[] => [
    { ...nowhere, type: 'checkins', projectId: project.id, ...rest },
  ]
  const span = `${dayInWords(from)} to ${dayInWords(to)}`
  const facts: Omit<SourcedFact, 'id'>[] = []
  const add = (
    kind: Fact['kind'],
    text: string,
    sources: FactSource[],
    rest: Partial<Pick<Fact, 'value' | 'unit' | 'entityIds'>> = {},
  ) => facts.push({ kind, text, sources, ...rest })

  add('status', statusText(project), [row('project', project.id)], { entityIds: [project.id] })
  const { period } = data
  if (period) {
    const text =
      period.minutes === 0
        ? `No time was logged on ${project.name} from ${span}.`
        : `${inWords(period.minutes)} were logged on ${project.name} from ${span}.`
    add('total', text, time({ from, to }), { value: period.minutes, unit: 'minutes' })
  } else {
    for (const week of data.weeks) {
      add(
        'hours_by_week',
        `${inWords(week.minutes)} were logged in the week of ${dayInWords(week.weekStart)}.`,
        time({ from: week.weekStart }),
        { value: week.minutes, unit: 'minutes' },
      )
    }
  }
  for (const task of (period?.byTask ?? []).slice(0, 5)) {
    add(
      'hours_by_task',
      `${task.ref} ${task.title} took ${inWords(task.minutes)}.`,
      time({ taskId: task.id, from, to }),
      { value: task.minutes, unit: 'minutes', entityIds: [task.id] },
    )
  }
  for (const task of data.done.slice(0, 10)) {
    add('task_done', `${named(task)} was done.`, [row('task', task.id)], about(task))
  }
  for (const task of data.overdue.slice(0, 10)) {
    add(
      'task_overdue',
      `${named(task)} was due on ${dayInWords(task.dueOn)}.`,
      [row('task', task.id)],
      about(task),
    )
  }
  for (const task of data.blocked.slice(0, 10)) {
    add('task_blocked', `${named(task)} is blocked.`, [row('task', task.id)], about(task))
  }
  for (const { id, text, workDate } of data.decisions.slice(0, 10)) {
    add('decision', `Decided on ${dayInWords(workDate)}: ${text}`, [row('checkin', id)])
  }
  if (project.budgetMinutes !== null) {
    const percent = Math.round((100 * data.minutes) / project.budgetMinutes)
    add(
      'budget',
      `${inWords(data.minutes)} of the budget of ${inWords(project.budgetMinutes)} are used, ${percent} %.`,
      time(),
      { value: percent, unit: 'percent' },
    )
  } else {
    add('total', `${inWords(data.minutes)} were logged on ${project.name} in all.`, time(), {
      value: data.minutes,
      unit: 'minutes',
    })
  }
  for (const { id, name } of data.documents.slice(0, 5)) {
    add('document', `The document ${name} was added.`, [row('document', id)])
  }
  return facts.slice(0, 60).map((fact, index) => ({
    id: `f${index + 1}`,
    ...fact,
    text: [...fact.text.replace(/\s+/g, ' ')].slice(0, 500).join('').trim(),
  }))
}

const statuses: Record<string, string> = {
  on_track: 'on track',
  at_risk: 'at risk',
  blocked: 'blocked',
  done: 'done',
  archived: 'archived',
}

function statusText({ name, status, dueOn }: NarrativeData['project']): string {
  const due = dueOn === null ? '' : `, due on ${dayInWords(dueOn)}`
  return `${name} is ${statuses[status] ?? status}${due}.`
}

const named = ({ ref, title }: TaskLine) => `${ref} ${title}`
const about = ({ id }: TaskLine) => ({ entityIds: [id] })

/** The fact as the service takes it. */
export const toWire = ({ sources, ...fact }: SourcedFact): Fact => fact

export const toNarrativeFact = ({ id, kind, text, sources }: SourcedFact): NarrativeFact => ({
  id,
  kind,
  text,
  sources,
})
