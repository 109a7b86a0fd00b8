import type { Diagnostic } from './diagnostics.ts'
import { applyEdit, type Fix, shiftSpans } from './fix.ts'
import { dateFixes } from './fixes-for-dates.ts'
import { textFixes } from './fixes-for-text.ts'
import { timeFixes } from './fixes-for-times.ts'
import { type ParseContext, type ParsedCheckin, parseCheckin } from './parse-checkin.ts'

/** What the proposals for one diagnostic are made from. */
export type Trouble = {
  line: string
  parsed: ParsedCheckin
  diagnostic: Diagnostic
  ctx: ParseContext
  /** The text of the diagnostic's span. */
  text: string
}

export type Proposals = Partial<Record<Diagnostic['code'], (trouble: Trouble) => Fix[]>>

const proposals: Proposals = { ...timeFixes, ...dateFixes, ...textFixes }

// What a mended line may lack next: fixing one thing must not be refused because of another.
const maySurface = new Set(['E_NO_ACTIVITY', 'E_NO_DURATION'])

const countOf = ({ diagnostics }: ParsedCheckin, code: Diagnostic['code']) =>
  diagnostics.filter((each) => each.code === code).length

const mended = (fix: Fix, { line, ctx }: Trouble): ParsedCheckin | null => {
  const suppressed = ctx.suppressed ?? []
  if ('edit' in fix) {
    const moved = { ...ctx, suppressed: shiftSpans(suppressed, fix.edit) }
    return parseCheckin(applyEdit(line, fix.edit), moved)
  }
  if (fix.action !== 'keep-text') return null
  return parseCheckin(line, { ...ctx, suppressed: [...suppressed, [fix.start, fix.end]] })
}

const helps = (fix: Fix, trouble: Trouble): boolean => {
  const { diagnostic, parsed } = trouble
  const after = mended(fix, trouble)
  // A warning of the second step is not the parser's to check.
  if (!after || countOf(parsed, diagnostic.code) === 0) return true
  const isNewTrouble = ({ code, severity }: Diagnostic) =>
    severity === 'error' &&
    countOf(parsed, code) === 0 &&
    !(diagnostic.severity === 'error' && maySurface.has(code))
  return (
    countOf(after, diagnostic.code) < countOf(parsed, diagnostic.code) &&
    (diagnostic.code === 'E_TOO_LONG' || !after.diagnostics.some(isNewTrouble))
  )
}

/**
 * Up to three ways to mend a diagnostic, best first. An edit is offered only when the edited line
 * no longer has the diagnostic and no other error instead.
 */
export const fixesFor = (
  line: string,
  parsed: ParsedCheckin,
  diagnostic: Diagnostic,
  ctx: ParseContext,
): Fix[] => {
  const text = line.slice(diagnostic.start, diagnostic.end)
  const trouble = { line, parsed, diagnostic, ctx, text }
  const fixes: Fix[] = []
  for (const fix of proposals[diagnostic.code]?.(trouble) ?? []) {
    const isNew = !fixes.some(({ label }) => label === fix.label)
    if (isNew && fixes.length < 3 && helps(fix, trouble)) fixes.push(fix)
  }
  return fixes
}
