import type { HistoryEntry } from '@worksmart/types/history'
import { formatDay } from '../lib/dates.ts'
import { formatMinutes } from '../lib/durations.ts'
import { projectStatusNames, taskStatusNames } from '../lib/status-words.ts'

export type HistoryWords = {
  kind: 'project' | 'task'
  /** How the row is called now: `WEB-142`, or the name of a project. */
  name: string
  today: string
  personName(id: string): string
  projectName(id: string): string
}

type Change = HistoryEntry['changes'][number]

const listed = new Intl.ListFormat('en-GB')

/** What was done, to follow the name of who did it: "moved WEB-142 from To do to Done". */
export function historySentence(entry: HistoryEntry, words: HistoryWords): string {
  const { action, changes } = entry
  if (action !== 'updated') return `${action} ${words.name}`
  const fields = new Set(changes.map(({ field }) => field))
  const parts = changes
    .filter(({ field }) => !isConsequence(field, fields))
    .map((change) => sentenceOf(change, words))
  return parts.length === 0 ? `saved ${words.name} unchanged` : listed.format(parts)
}

// A task takes a new number with its new project, and a new place with its new status: neither was
// an act of its own.
function isConsequence(field: string, fields: ReadonlySet<string>): boolean {
  if (field === 'number') return true
  return field === 'position' && (fields.has('status') || fields.has('projectId'))
}

function sentenceOf({ field, from, to }: Change, words: HistoryWords): string {
  const { name, today, personName, projectName } = words
  const day = (value: unknown) => dayInSentence(String(value), today)
  const time = (value: unknown) => formatMinutes(Number(value))
  const person = (value: unknown) => personName(String(value))
  switch (field) {
    case 'status':
      return words.kind === 'task' ? moved(name, from, to) : projectStatus(name, from, to)
    case 'name':
    case 'title':
      return `renamed it from “${from}” to “${to}”`
    case 'description':
      return 'changed the description'
    case 'key':
      return `changed the key from ${from} to ${to}`
    case 'colour':
      return `changed the colour from ${from} to ${to}`
    case 'position':
      return `changed the place of ${name} in its list`
    case 'projectId':
      return `moved it from ${projectName(String(from))} to ${projectName(String(to))}`
    case 'assigneeId':
      return to === null ? `took it from ${person(from)}` : `assigned it to ${person(to)}`
    case 'ownerId':
      return to === null ? `removed ${person(from)} as owner` : `made ${person(to)} the owner`
    case 'dueOn':
      return valueSentence('the due date', from, to, day)
    case 'startsOn':
      return valueSentence('the start date', from, to, day)
    case 'estimateMinutes':
      return valueSentence('the estimate', from, to, time)
    case 'budgetMinutes':
      return valueSentence('the budget', from, to, time)
    default:
      return `changed ${field}`
  }
}

function moved(name: string, from: unknown, to: unknown): string {
  return `moved ${name} from ${word(taskStatusNames, from)} to ${word(taskStatusNames, to)}`
}

function projectStatus(name: string, from: unknown, to: unknown): string {
  if (to === 'archived') return `archived ${name}`
  const next = word(projectStatusNames, to)
  if (from === 'archived') return `reopened ${name} as ${next}`
  return `changed the status from ${word(projectStatusNames, from)} to ${next}`
}

function word(names: Record<string, string>, status: unknown): string {
  return names[String(status)] ?? String(status)
}

function valueSentence(
  what: string,
  from: unknown,
  to: unknown,
  show: (value: unknown) => string,
): string {
  if (to === null) return `removed ${what} ${show(from)}`
  return from === null
    ? `set ${what} to ${show(to)}`
    : `changed ${what} from ${show(from)} to ${show(to)}`
}

function dayInSentence(day: string, today: string): string {
  const name = formatDay(day, today)
  return name === 'Today' || name === 'Yesterday' ? name.toLowerCase() : name
}
