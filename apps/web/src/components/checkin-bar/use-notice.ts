import { useMemo } from 'react'
import { type FixSources, type LineNotice, mainDiagnostic, noticeFor } from './line-fixes.ts'
import type { LineReading } from './read-lines.ts'

/** What to say about the line now; null while there is nothing, or the person is still typing. */
export function useNotice(
  reading: LineReading | undefined,
  isShown: boolean,
  isRefused: boolean,
  { lookup, lastActivityWith, canCreateProject }: FixSources,
): LineNotice | null {
  return useMemo(() => {
    const diagnostic = isShown && reading ? mainDiagnostic(reading) : null
    if (!reading || !diagnostic) return null
    const notice = noticeFor(reading, diagnostic, { lookup, lastActivityWith, canCreateProject })
    if (notice.severity === 'info' && notice.fixes.length === 0) return null
    // What is still missing is no mistake until the person wants to log the line.
    const isGentle = !isRefused && notice.severity === 'error' && notice.start === notice.end
    return isGentle ? { ...notice, severity: 'info' } : notice
  }, [reading, isShown, isRefused, lookup, lastActivityWith, canCreateProject])
}
