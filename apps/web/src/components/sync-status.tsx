import * as stylex from '@stylexjs/stylex'
import { useNavigate } from '@tanstack/react-router'
import { Button } from '@worksmart/ui/button.tsx'
import { Icon, type IconType } from '@worksmart/ui/icon.tsx'
import { color, line, space, text } from '@worksmart/ui/tokens.stylex.ts'
import { VisuallyHidden } from '@worksmart/ui/visually-hidden.tsx'
import { Check, CloudOff, RefreshCw, TriangleAlert } from 'lucide-react'
import { createContext, type ReactNode, use, useMemo, useState } from 'react'
import { useOnline } from './use-online.ts'

/** What the outbox knows: how many writes are on their way, are queued, or need a person. */
export type SyncCounts = {
  saving: number
  waiting: number
  attention: number
  /** Opens the list of what needs attention. Absent: the status is words only. */
  openAttention?: () => void
}

type Sync = { counts: SyncCounts; report: (counts: SyncCounts) => void }

const nothing: SyncCounts = { saving: 0, waiting: 0, attention: 0 }
const SyncContext = createContext<Sync>({ counts: nothing, report: () => {} })
// A context of its own, so that who reports is not drawn again by what was reported.
const ReportContext = createContext<Sync['report']>(() => {})

export function SyncStatusProvider({ children }: { children: ReactNode }) {
  const [counts, report] = useState<SyncCounts>(nothing)
  const sync = useMemo(() => ({ counts, report }), [counts])
  return (
    <ReportContext value={report}>
      <SyncContext value={sync}>{children}</SyncContext>
    </ReportContext>
  )
}

/** The outbox calls this whenever its counts change. The function keeps its identity. */
export function useReportSync(): (counts: SyncCounts) => void {
  return use(ReportContext)
}

export function useSyncCounts(): SyncCounts {
  return use(SyncContext).counts
}

export type SyncLine = { text: string; icon: IconType; tone: 'calm' | 'warning' | 'danger' }

/** What needs a person comes first, then what cannot move, then what moves. */
export function syncLine(counts: SyncCounts, isOnline: boolean): SyncLine {
  if (counts.attention > 0) {
    const verb = counts.attention === 1 ? 'needs' : 'need'
    return { text: `${counts.attention} ${verb} attention`, icon: TriangleAlert, tone: 'danger' }
  }
  if (!isOnline) {
    const queued = counts.waiting + counts.saving
    const tail = queued > 0 ? `, ${queued} waiting` : ''
    return { text: `Offline${tail}`, icon: CloudOff, tone: 'warning' }
  }
  if (counts.saving > 0) return { text: `Saving ${counts.saving}`, icon: RefreshCw, tone: 'calm' }
  if (counts.waiting > 0) {
    return { text: `${counts.waiting} waiting`, icon: CloudOff, tone: 'warning' }
  }
  return { text: 'Saved', icon: Check, tone: 'calm' }
}

/** The status slot of the sidebar. `isCompact` keeps the icon and hides the words from sight only. */
export function SyncStatus({ isCompact = false }: { isCompact?: boolean }) {
  const counts = useSyncCounts()
  const { text: words, icon, tone } = syncLine(counts, useOnline())
  const navigate = useNavigate()
  const { openAttention } = counts

  async function showAttention() {
    // The list stands on Today; from elsewhere that screen has to be there first.
    if (location.pathname !== '/today') await navigate({ to: '/today' })
    requestAnimationFrame(() => openAttention?.())
  }

  const label = isCompact ? <VisuallyHidden>{words}</VisuallyHidden> : words
  if (counts.attention > 0 && openAttention) {
    return (
      <Button tone="quiet" size="sm" icon={icon} onPress={() => void showAttention()}>
        {label}
      </Button>
    )
  }
  return (
    <p {...stylex.props(styles.line, tones[tone])} title={words}>
      <Icon icon={icon} />
      {label}
    </p>
  )
}

const styles = stylex.create({
  line: {
    alignItems: 'center',
    display: 'flex',
    fontSize: text.xs,
    gap: space.s6,
    lineHeight: line.xs,
    margin: 0,
    paddingInline: space.s8,
    whiteSpace: 'nowrap',
  },
})

const tones = stylex.create({
  calm: { color: color.textSubtle },
  warning: { color: color.warning },
  danger: { color: color.danger },
})
