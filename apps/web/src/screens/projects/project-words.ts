import type { Project } from '@worksmart/types/projects'
import { formatDay } from '../../lib/dates.ts'
import { formatMinutes } from '../../lib/durations.ts'
import { projectStatusNames } from '../../lib/status-words.ts'

export type ProjectWords = { today: string; personName(id: string | null): string }

/** The fields of a project that a person can change, in the words of the screen. */
export function fieldWords(
  name: keyof Project,
  project: Project,
  { today, personName }: ProjectWords,
): { label: string; value: string } {
  const day = (value: string | null) => (value === null ? 'None' : formatDay(value, today))
  switch (name) {
    case 'status':
      return { label: 'Status', value: projectStatusNames[project.status] }
    case 'ownerId':
      return { label: 'Owner', value: personName(project.ownerId) || 'No owner' }
    case 'startsOn':
      return { label: 'Starts', value: day(project.startsOn) }
    case 'dueOn':
      return { label: 'Due', value: day(project.dueOn) }
    case 'budgetMinutes':
      return {
        label: 'Budget',
        value: project.budgetMinutes === null ? 'None' : formatMinutes(project.budgetMinutes),
      }
    case 'name':
      return { label: 'Name', value: project.name }
    case 'description':
      return { label: 'Description', value: project.description || 'None' }
    default:
      return { label: name, value: String(project[name] ?? 'None') }
  }
}

/** What two people changed at once: each of my fields beside what stands there now. */
export function conflictFields(
  mine: Partial<Project>,
  theirs: Project,
  words: ProjectWords,
): { label: string; mine: string; theirs: string }[] {
  const names = Object.keys(mine) as (keyof Project)[]
  return names.map((name) => {
    const { label, value } = fieldWords(name, { ...theirs, ...mine }, words)
    return { label, mine: value, theirs: fieldWords(name, theirs, words).value }
  })
}

/** What was to be saved, in one line: `Status: At risk, Budget: 40 h`. */
export function changeWords(mine: Partial<Project>, project: Project, words: ProjectWords): string {
  const names = Object.keys(mine) as (keyof Project)[]
  return names
    .map((name) => fieldWords(name, { ...project, ...mine }, words))
    .map(({ label, value }) => `${label}: ${value}`)
    .join(', ')
}

/** `12 Jan to 30 Mar`, or the one end that is set; null when neither is. */
export function datesOf({ startsOn, dueOn }: Project, today: string): string | null {
  if (startsOn !== null && dueOn !== null) {
    return `${formatDay(startsOn, today)} to ${formatDay(dueOn, today)}`
  }
  if (dueOn !== null) return `Due ${formatDay(dueOn, today)}`
  return startsOn === null ? null : `Starts ${formatDay(startsOn, today)}`
}
