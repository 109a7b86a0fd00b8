import { diagnosticMessage } from '@worksmart/types/grammar/diagnostic-message'
import type { Edit } from '@worksmart/types/grammar/fix'
import { fixesFor } from '@worksmart/types/grammar/fixes-for'
import type { ResolveDiagnostic } from '@worksmart/types/grammar/resolve-checkin'
import type { LineReading, Lookup } from './read-lines.ts'
import type { Span } from './suppressed-spans.ts'

/** An offer the bar can carry out. Offsets are of the whole field. */
export type LineFix = { label: string } & (
  | { kind: 'edit'; edit: Edit }
  | { kind: 'keep'; span: Span }
  | { kind: 'create'; name: string; span: Span }
)

export type LineNotice = {
  severity: 'error' | 'warning' | 'info'
  message: string
  fixes: LineFix[]
  /** What the caret selects on Enter, in the whole field. */
  start: number
  end: number
}

export type FixSources = {
  lookup: Lookup
  lastActivityWith: ((tag: string) => string | null) | undefined
  canCreateProject: boolean
}

const maxFixes = 3
function chosenText(id: string, { directory }: Lookup): string | null {
  const project = directory.projects.find((each) => each.id === id)
  if (project) return `@${project.key}`
  const task = directory.tasks.find((each) => each.id === id)
  return task ? `${task.projectKey}-${task.number}` : null
}

function choiceFixes(diagnostic: ResolveDiagnostic, at: number, lookup: Lookup): LineFix[] {
  const { start, end, choices = [] } = diagnostic
  return choices.flatMap(({ id, label }): LineFix[] => {
    const text = chosenText(id, lookup)
    if (text === null) return []
    return [{ label, kind: 'edit', edit: { start: at + start, end: at + end, text } }]
  })
}

function grammarFixes(
  reading: LineReading,
  diagnostic: ResolveDiagnostic,
  lastActivityWith: FixSources['lastActivityWith'],
): LineFix[] {
  const { start: at, text, ctx, resolved } = reading
  const { parsed, suppressed } = resolved
  const fixes = fixesFor(text, parsed, diagnostic, { ...ctx, suppressed })
  return fixes.flatMap((fix): LineFix[] => {
    if ('edit' in fix) {
      const { start, end, text: words } = fix.edit
      const edit = { start: at + start, end: at + end, text: words }
      return [{ label: fix.label, kind: 'edit', edit }]
    }
    if (fix.action === 'keep-text') {
      return [{ label: fix.label, kind: 'keep', span: [at + fix.start, at + fix.end] }]
    }
    // The timer has no place to start yet, so its offer stays out of sight.
    if (fix.action === 'timer') return []
    const [tag] = parsed.tags
    const activity = tag === undefined ? null : (lastActivityWith?.(tag) ?? null)
    if (activity === null) return []
    const end = at + text.length
    const gap = /\s$/.test(text) ? '' : ' '
    return [
      { label: `“${activity}”`, kind: 'edit', edit: { start: end, end, text: gap + activity } },
    ]
  })
}

/** What to say about a diagnostic and up to three ways to mend it. */
export function noticeFor(
  reading: LineReading,
  diagnostic: ResolveDiagnostic,
  { lookup, lastActivityWith, canCreateProject }: FixSources,
): LineNotice {
  const { start: at, text, resolved } = reading
  const span: Span = [at + diagnostic.start, at + diagnostic.end]
  const name = text.slice(diagnostic.start + 1, diagnostic.end).replace(/^["“„]|["“”]$/g, '')
  const create: LineFix[] =
    canCreateProject && diagnostic.code === 'W_UNKNOWN_PROJECT'
      ? [{ label: `Create project “${name}”`, kind: 'create', name, span }]
      : []
  return {
    severity: diagnostic.severity,
    message: diagnosticMessage(diagnostic, text, resolved.parsed),
    fixes: [
      ...create,
      ...choiceFixes(diagnostic, at, lookup),
      ...grammarFixes(reading, diagnostic, lastActivityWith),
    ].slice(0, maxFixes),
    start: span[0],
    end: span[1],
  }
}
