import { byPosition } from './tokens.ts'

export type ErrorCode =
  | 'E_EMPTY'
  | 'E_TOO_LONG'
  | 'E_NO_DURATION'
  | 'E_NO_UNIT'
  | 'E_NO_ACTIVITY'
  | 'E_DURATION_ZERO'
  | 'E_DURATION_MAX'
  | 'E_BAD_MINUTES'
  | 'E_BAD_TIME'
  | 'E_RANGE_EMPTY'
  | 'E_TIME_CONFLICT'
  | 'E_NOW_DATE'
  | 'E_BAD_DATE'
  | 'E_DATE_FUTURE'
  | 'E_AMBIGUOUS_DATE'
  | 'E_TAG_TOO_LONG'

export type WarningCode =
  | 'W_BAD_TAG'
  | 'W_BAD_PROJECT'
  | 'W_DUP_PROJECT'
  | 'W_DUP_TASK'
  | 'W_UNCLOSED_QUOTE'
  | 'W_CLOCK_AS_DURATION'
  | 'W_LONG'
  | 'W_STRAY_NUMBER'

/** Warnings of the second step, when names are looked up. */
export type ResolveCode =
  | 'W_UNKNOWN_PROJECT'
  | 'W_UNKNOWN_TASK'
  | 'W_AMBIGUOUS_PROJECT'
  | 'W_AMBIGUOUS_TASK'
  | 'W_TASK_OTHER_PROJECT'
  | 'W_PROJECT_ARCHIVED'

export type DiagnosticCode = ErrorCode | WarningCode | ResolveCode | 'I_NO_TAG' | 'I_IGNORED_TOKEN'

/** Why a time or date stays text: its slot is filled, a preposition, or the error it would be. */
export type IgnoredReason = 'SLOT_TAKEN' | 'PREPOSITION' | ErrorCode

/** Spans are `[start, end)` in UTF-16 units; a missing thing is an empty span at the line's end. */
export type Diagnostic = {
  severity: 'error' | 'warning' | 'info'
  code: DiagnosticCode
  start: number
  end: number
  reason?: IgnoredReason
}

const severities = { E: 'error', W: 'warning', I: 'info' } as const

/** The severity is the first letter of the code. */
export const diagnostic = (
  code: DiagnosticCode,
  start: number,
  end: number,
  reason?: IgnoredReason,
): Diagnostic => ({
  severity: severities[code[0] as keyof typeof severities],
  code,
  start,
  end,
  ...(reason && { reason }),
})

/** By start, then end, then code. */
export const sortDiagnostics = <T extends Diagnostic>(diagnostics: T[]): T[] =>
  diagnostics.sort((a, b) => byPosition(a, b) || (a.code < b.code ? -1 : Number(a.code > b.code)))
