import { type DirectoryTask, foldName } from '@worksmart/types/grammar/directory'
import { projectText, tagText, toTag } from '@worksmart/types/grammar/names'
import type { BarProject } from './checkin-bar.tsx'
import { type CompletionWord, completionWordAt } from './completion-word.ts'
import { isTight, type Match, matchOf } from './fuzzy-match.ts'
import type { Span } from './suppressed-spans.ts'

export type Completion = { id: string } & (
  | { kind: 'tag'; text: string; tag: string }
  | { kind: 'project'; text: string; project: BarProject }
  | { kind: 'task'; text: string; task: DirectoryTask }
  | { kind: 'create'; name: string }
  | { kind: 'keep'; name: string }
)

export type CompletionSources = {
  /** Recent first. */
  tags: readonly string[]
  projects: readonly BarProject[]
  tasks: readonly DirectoryTask[]
  suppressed: readonly Span[]
  canCreateProject: boolean
}

export type CompletionList = {
  start: number
  end: number
  items: Completion[]
  /** The item that Enter completes, -1 when Enter logs the line. */
  preselected: number
  /** The item that Tab completes, -1 when Tab moves on. */
  forTab: number
}

const maxItems = 8

type Ranked = { completion: Completion; match: Match; isLast: boolean }

// Equal matches keep the order of their source, which is the more recent first.
function best(ranked: Ranked[]): Ranked[] {
  return ranked
    .sort((a, b) => Number(a.isLast) - Number(b.isLast) || b.match - a.match)
    .slice(0, maxItems)
}

function tagItems(query: string, tags: readonly string[]): Ranked[] {
  return tags.flatMap((tag) => {
    const match = matchOf(query, tag)
    if (match === null) return []
    const completion: Completion = { id: `tag-${tag}`, kind: 'tag', text: tagText(tag), tag }
    return [{ completion, match, isLast: false }]
  })
}

// A key always means its own project; a name only while no other project answers to it.
function referenceTo(project: BarProject, projects: readonly BarProject[]): string {
  const name = foldName(project.name)
  const isShared = projects.some(
    (other) => other !== project && [foldName(other.name), foldName(other.key)].includes(name),
  )
  return isShared ? `@${project.key}` : projectText(project.name)
}

function projectItems(query: string, projects: readonly BarProject[]): Ranked[] {
  const folded = foldName(query)
  return projects.flatMap((project) => {
    const matches = [
      matchOf(folded, foldName(project.key)),
      matchOf(folded, foldName(project.name)),
      ...project.name.split(/[\s_-]+/).map((word) => matchOf(folded, foldName(word))),
    ].filter((match) => match !== null)
    if (matches.length === 0) return []
    const text = referenceTo(project, projects)
    const completion: Completion = { id: `project-${project.id}`, kind: 'project', text, project }
    return [{ completion, match: Math.max(...matches) as Match, isLast: project.archived }]
  })
}

function taskItems(word: CompletionWord, tasks: readonly DirectoryTask[]): Ranked[] {
  const ranked = tasks.flatMap((task): Ranked[] => {
    if (word.key !== null && task.projectKey !== word.key) return []
    const match = matchOf(word.query, String(task.number))
    if (match === null || !isTight(match)) return []
    const text = `${task.projectKey}-${task.number}`
    const completion: Completion = { id: `task-${task.id}`, kind: 'task', text, task }
    return [{ completion, match, isLast: !task.recent }]
  })
  return ranked
}

function rankedFor(word: CompletionWord, sources: CompletionSources): Ranked[] {
  if (word.sigil === '@') return best(projectItems(word.query, sources.projects))
  if (word.sigil === 'key') return best(taskItems(word, sources.tasks))
  const tasks = /^\d+$/.test(word.query) ? taskItems(word, sources.tasks) : []
  return best([...tagItems(toTag(word.query), sources.tags), ...tasks])
}

/**
 * What could complete the word before the caret; null when there is nothing to offer. A word that
 * is already complete, or matches only loosely, preselects nothing, so that Enter still logs.
 */
export function completionsAt(
  value: string,
  caret: number,
  sources: CompletionSources,
): CompletionList | null {
  const word = completionWordAt(value, caret)
  if (!word || sources.suppressed.some(([from, to]) => from < word.end && to > word.start)) {
    return null
  }
  const { start, end, query } = word
  const typed = value.slice(start, end).toLowerCase()
  const ranked = rankedFor(word, sources)
  const isWhole = ({ completion }: Ranked) =>
    'text' in completion && completion.text.toLowerCase() === typed
  const isKey =
    word.sigil === '@' && sources.projects.some(({ key }) => key.toLowerCase() === typed.slice(1))
  const isComplete = isKey || ranked.some(isWhole)
  const others = ranked.filter((item) => !isWhole(item))
  const [first] = others
  if (first) {
    const items = others.map(({ completion }) => completion)
    const preselected = isComplete || !(query === '' || isTight(first.match)) ? -1 : 0
    return { start, end, items, preselected, forTab: isComplete && !isKey ? -1 : 0 }
  }
  // Someone who cannot create a project is told so once the line rests; a list would only cover it.
  if (isComplete || word.sigil !== '@' || !sources.canCreateProject) return null
  const name = query.trim()
  if (name === '') return null
  const items: Completion[] = [
    { id: 'create', kind: 'create', name },
    { id: 'keep', kind: 'keep', name },
  ]
  return { start, end, items, preselected: -1, forTab: -1 }
}
