import { longDay } from '../../lib/dates.ts'
import { spokenMinutes } from '../../lib/durations.ts'
import type { LineReading, Lookup } from './read-lines.ts'

/** What was understood, for a screen reader: `2 hours, Monday 23 November 2026, tag dev`. */
export function spokenLine({ resolved, ctx }: LineReading, { projectOf }: Lookup): string {
  const { parsed, projectId } = resolved
  const project = projectId === null ? undefined : projectOf.get(projectId)
  const said = [
    parsed.minutes === null ? '' : spokenMinutes(parsed.minutes),
    parsed.date === ctx.today ? '' : longDay(parsed.date),
    ...parsed.tags.map((tag) => `tag ${tag}`),
    project ? `project ${project.name}` : '',
    parsed.task ? `task ${parsed.task.ref}` : '',
  ]
  return said.filter(Boolean).join(', ')
}
