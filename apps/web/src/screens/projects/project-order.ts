import { foldName } from '@worksmart/types/grammar/directory'
import type { ProjectWithFacts } from '@worksmart/types/projects'
import { isProjectSort, type ProjectSort, type ProjectsSearch } from '../../lib/projects-search.ts'
import { projectStatusNames } from '../../lib/status-words.ts'

type NameOf = (id: string | null) => string

const names = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' })
const stages = Object.keys(projectStatusNames)

type Compare = (a: ProjectWithFacts, b: ProjectWithFacts) => number

const byName: Compare = (a, b) => names.compare(a.name, b.name)

// Text runs from A to Z; figures and days from the greatest, because that is what is looked for.
function comparison(by: ProjectSort, ownerName: NameOf): Compare {
  if (by === 'name') return byName
  if (by === 'status') return (a, b) => stages.indexOf(a.status) - stages.indexOf(b.status)
  if (by === 'hours') return (a, b) => b.facts.minutesThisWeek - a.facts.minutesThisWeek
  if (by === 'tasks') return (a, b) => b.facts.openTasks - a.facts.openTasks
  if (by === 'owner') return (a, b) => names.compare(ownerName(a.ownerId), ownerName(b.ownerId))
  return (a, b) => (b.facts.lastWorkDate ?? '').localeCompare(a.facts.lastWorkDate ?? '')
}

/** The column and whether it runs from high to low, which is how figures are read. */
export function sortOf({ sort }: ProjectsSearch): { by: ProjectSort; isTurned: boolean } {
  const name = (sort ?? 'activity').replace(/^-/, '')
  return { by: isProjectSort(name) ? name : 'activity', isTurned: sort?.startsWith('-') === true }
}

/** The projects that the address asks for, in its order; equal ones by name. */
export function shownProjects(
  projects: readonly ProjectWithFacts[],
  search: ProjectsSearch,
  ownerName: NameOf,
): ProjectWithFacts[] {
  const { by, isTurned } = sortOf(search)
  const compare = comparison(by, ownerName)
  const q = foldName(search.q ?? '')
  return projects
    .filter((project) => isWanted(project, search.status))
    .filter(({ name, key }) => foldName(name).includes(q) || foldName(key).includes(q))
    .sort((a, b) => (isTurned ? -1 : 1) * compare(a, b) || byName(a, b))
}

function isWanted({ status }: ProjectWithFacts, wanted: string | undefined): boolean {
  if (wanted === undefined) return status !== 'archived'
  return wanted === 'any' || status === wanted
}

/** Why nothing is shown, in a sentence. */
export function emptySentence({ status, q }: ProjectsSearch): string {
  const which = status === undefined || status === 'any' ? '' : ` ${statusWord(status)}`
  return q === undefined ? `No${which} projects` : `No${which} projects match “${q}”`
}

function statusWord(status: string): string {
  const names: Record<string, string> = projectStatusNames
  return (names[status] ?? status).toLowerCase()
}
