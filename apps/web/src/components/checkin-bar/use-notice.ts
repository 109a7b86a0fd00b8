import { useEffect, useMemo, useState } from 'react'
import type { FixSources, LineNotice, noticeFor } from './line-notice.ts'
import { mainDiagnostic } from './line-trouble.ts'
import type { LineReading } from './read-lines.ts'

/**
 * What to say about the line now; null while there is nothing, or the person is still typing. The
 * words and the fixes load with the first key, not with the page.
 */
export function useNotice(
  reading: LineReading | undefined,
  { isShown, isRefused }: { isShown: boolean; isRefused: boolean },
  { lookup, lastActivityWith, canCreateProject }: FixSources,
): LineNotice | null {
  const isNeeded = isRefused || (reading?.text ?? '') !== ''
  const notices = useNotices(isNeeded)
  return useMemo(() => {
    const diagnostic = isShown && reading ? mainDiagnostic(reading) : null
    if (!notices || !reading || !diagnostic) return null
    const sources = { lookup, lastActivityWith, canCreateProject }
    const notice = notices.noticeFor(reading, diagnostic, sources)
    if (notice.severity === 'info' && notice.fixes.length === 0) return null
    // What is still missing is no mistake until the person wants to log the line.
    const isGentle = !isRefused && notice.severity === 'error' && notice.start === notice.end
    return isGentle ? { ...notice, severity: 'info' } : notice
  }, [notices, reading, isShown, isRefused, lookup, lastActivityWith, canCreateProject])
}

type Notices = { noticeFor: typeof noticeFor }

function useNotices(isNeeded: boolean): Notices | null {
  const [notices, setNotices] = useState<Notices | null>(null)
  // A module is fetched outside React; when that fails, the next line tries again.
  useEffect(() => {
    if (!isNeeded || notices) return
    let isHere = true
    import('./line-notice.ts').then(
      (loaded) => isHere && setNotices(loaded),
      () => {},
    )
    return () => {
      isHere = false
    }
  }, [isNeeded, notices])
  return notices
}
