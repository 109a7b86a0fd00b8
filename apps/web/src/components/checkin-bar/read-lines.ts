import type { Directory, DirectoryTask } from '@worksmart/types/grammar/directory'
import type { ParseContext } from '@worksmart/types/grammar/parse-checkin'
import { type ResolvedCheckin, resolveCheckin } from '@worksmart/types/grammar/resolve-checkin'
import type { BarProject, LoggedLine } from './checkin-bar.tsx'
import { type Span, spansWithin } from './suppressed-spans.ts'

/** The person's day and the minute of it, at the moment of reading. */
export type Moment = { today: string; nowMin: number }

/** What lines are read against: everything but the text and the moment. */
export type Lookup = {
  directory: Directory
  projectKeys: ReadonlySet<string>
  projectOf: ReadonlyMap<string, BarProject>
}

/** One check-in of the field. `start` is where its text begins; other offsets count from there. */
export type LineReading = {
  start: number
  text: string
  ctx: ParseContext
  suppressed: Span[]
  resolved: ResolvedCheckin
}

export function lookupOf(projects: readonly BarProject[], tasks: readonly DirectoryTask[]): Lookup {
  return {
    directory: { projects, tasks },
    projectKeys: new Set(projects.map(({ key }) => key)),
    projectOf: new Map(projects.map((project) => [project.id, project])),
  }
}

/** Each line that is not blank is one check-in; a blank field is one empty check-in. */
export function readLines(
  value: string,
  suppressed: readonly Span[],
  moment: Moment,
  lookup: Lookup,
): LineReading[] {
  const lines: { start: number; text: string }[] = []
  let start = 0
  for (const text of value.split('\n')) {
    if (text.trim() !== '') lines.push({ start, text })
    start += text.length + 1
  }
  if (lines.length === 0) lines.push({ start: 0, text: '' })
  return lines.map((line) => {
    const spans = spansWithin(suppressed, line.start, line.start + line.text.length)
    const ctx = { ...moment, projectKeys: lookup.projectKeys, suppressed: spans }
    const resolved = resolveCheckin(line.text, ctx, lookup.directory)
    return { ...line, ctx, suppressed: spans, resolved }
  })
}

export function toLogged({ text, suppressed, ctx, resolved }: LineReading): LoggedLine {
  return {
    text,
    suppressed,
    today: ctx.today,
    nowMin: ctx.nowMin,
    projectId: resolved.projectId,
    taskId: resolved.taskId,
    parsed: resolved.parsed,
  }
}
