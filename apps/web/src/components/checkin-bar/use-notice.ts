import { useEffect, useMemo, useState } from 'react'
import type { FixesRow } from './fixes-row.tsx'
import type { FixSources, LineNotice, noticeFor } from './line-notice.ts'
import { mainDiagnostic } from './line-trouble.ts'
import type { LineReading } from './read-lines.ts'

type Notices = { noticeFor: typeof noticeFor; FixesRow: typeof FixesRow }

/** `FixesRow` draws the notice; it is there whenever the notice is. */
export type Noticed = { notice: LineNotice | null; FixesRow: typeof FixesRow | null }

/**
 * What to say about the line now; nothing while the person is still typing. The words, the fixes and
 * their row load with the first key, not with the page, and are there when the line first rests.
 */
export function useNotice(
  reading: LineReading | undefined,
  { isShown, isRefused }: { isShown: boolean; isRefused: boolean },
  { lookup, lastActivityWith, canCreateProject }: FixSources,
): Noticed {
  const notices = useNotices(isRefused || (reading?.text ?? '') !== '')
  const notice = useMemo(() => {
    const diagnostic = isShown && reading ? mainDiagnostic(reading) : null
    if (!notices || !reading || !diagnostic) return null
    const sources = { lookup, lastActivityWith, canCreateProject }
    const found = notices.noticeFor(reading, diagnostic, sources)
    if (found.severity === 'info' && found.fixes.length === 0) return null
    // What is still missing is no mistake until the person wants to log the line.
    const isGentle = !isRefused && found.severity === 'error' && found.start === found.end
    return isGentle ? { ...found, severity: 'info' as const } : found
  }, [notices, reading, isShown, isRefused, lookup, lastActivityWith, canCreateProject])
  return { notice, FixesRow: notices?.FixesRow ?? null }
}

async function loadNotices(): Promise<Notices> {
  const [words, row] = await Promise.all([import('./line-notice.ts'), import('./fixes-row.tsx')])
  return { noticeFor: words.noticeFor, FixesRow: row.FixesRow }
}

function useNotices(isNeeded: boolean): Notices | null {
  const [notices, setNotices] = useState<Notices | null>(null)
  // Modules are fetched outside React; when that fails, the next line tries again.
  useEffect(() => {
    if (!isNeeded || notices) return
    let isHere = true
    loadNotices().then(
      (loaded) => isHere && setNotices(loaded),
      () => {},
    )
    return () => {
      isHere = false
    }
  }, [isNeeded, notices])
  return notices
}
