import { wellFormed } from './characters.ts'
import { type Diagnostic, diagnostic, type ResolveCode, sortDiagnostics } from './diagnostics.ts'
import type { Directory, DirectoryProject, DirectoryTask } from './directory.ts'
import { type Item, lex } from './lexer.ts'
import { isTooLong } from './line-limit.ts'
import { projectMatcher, taskMatcher } from './match-names.ts'
import { type ParseContext, type ParsedCheckin, parseCheckin } from './parse-checkin.ts'
import { suppress } from './sigils.ts'
import type { Suppressed, Token } from './tokens.ts'

export type Choice = { id: string; label: string }

/** Ambiguous names carry what to choose from, at most 8. */
export type ResolveDiagnostic = Diagnostic & { choices?: Choice[] }

export type ResolvedCheckin = {
  /** The last reading, after every name that means no row was kept as text. */
  parsed: ParsedCheckin
  projectId: string | null
  taskId: string | null
  /** The parsed activity, or the task's title when the line holds only a task. */
  activity: string
  /** Those of the parser and of this step, by position. */
  diagnostics: ResolveDiagnostic[]
  /** The spans finally used: the caller's and those of names kept as text. */
  suppressed: Suppressed
}

const maxChoices = 8

const warn = (code: ResolveCode, { start, end }: Item | Token, choices?: Choice[]) => ({
  ...diagnostic(code, start, end),
  ...(choices && { choices }),
})

type Search<T> = {
  kind: 'project' | 'task'
  rowsFor: (name: string) => readonly T[]
  toChoice: (row: T) => Choice
}

// The first name that means exactly one row is used; each one before it is kept as text.
const findFirst = <T>(items: readonly Item[], { kind, rowsFor, toChoice }: Search<T>) => {
  const subject = kind === 'project' ? 'PROJECT' : 'TASK'
  const warnings: ResolveDiagnostic[] = []
  for (const item of items) {
    if (item.kind !== kind || item.isTransparent) continue
    const rows = rowsFor(item.name)
    const [row] = rows
    if (row && rows.length === 1) return { row, warnings }
    const choices = rows.slice(0, maxChoices).map(toChoice)
    warnings.push(
      row ? warn(`W_AMBIGUOUS_${subject}`, item, choices) : warn(`W_UNKNOWN_${subject}`, item),
    )
  }
  return { row: null, warnings }
}

const findProject = (items: readonly Item[], directory: Directory) =>
  findFirst<DirectoryProject>(items, {
    kind: 'project',
    rowsFor: projectMatcher(directory),
    toChoice: ({ id, key, name }) => ({ id, label: `${key} ${name}` }),
  })

const findTask = (items: readonly Item[], directory: Directory, projectId: string | null) =>
  findFirst<DirectoryTask>(items, {
    kind: 'task',
    rowsFor: taskMatcher(directory, projectId),
    toChoice: ({ id, projectKey, number, title }) => ({
      id,
      label: `${projectKey}-${number} ${title}`,
    }),
  })

const linkWarnings = (
  tokens: readonly Token[],
  project: DirectoryProject | null,
  task: DirectoryTask | null,
): ResolveDiagnostic[] => {
  const at = (wanted: Token['kind']) => tokens.filter(({ kind }) => kind === wanted)
  const isElsewhere = project && task && task.projectId !== project.id
  if (isElsewhere) return at('task').map((token) => warn('W_TASK_OTHER_PROJECT', token))
  return project?.archived ? at('project').map((token) => warn('W_PROJECT_ARCHIVED', token)) : []
}

/**
 * Turns the names of a line into rows. A name that means no row, or several, is kept as text, so
 * `email @bob re @acme` finds acme. Adds only warnings: it never blocks.
 */
export const resolveCheckin = (
  line: string,
  ctx: ParseContext,
  directory: Directory,
): ResolvedCheckin => {
  const isKey = (key: string) => ctx.projectKeys.has(key)
  const items = isTooLong(line) ? [] : lex(wellFormed(line), isKey).items
  suppress(items, ctx.suppressed ?? [])
  const { row: project, warnings: aboutProjects } = findProject(items, directory)
  const { row: task, warnings: aboutTasks } = findTask(items, directory, project?.id ?? null)
  const warnings = [...aboutProjects, ...aboutTasks]
  const suppressed = [
    ...(ctx.suppressed ?? []),
    ...warnings.map(({ start, end }): [number, number] => [start, end]),
  ]
  const parsed = parseCheckin(line, { ...ctx, suppressed })
  return {
    parsed,
    projectId: task?.projectId ?? project?.id ?? null,
    taskId: task?.id ?? null,
    activity: parsed.activity || (task?.title ?? ''),
    diagnostics: sortDiagnostics([
      ...parsed.diagnostics,
      ...warnings,
      ...linkWarnings(parsed.tokens, project, task),
    ]),
    suppressed,
  }
}
