import { useQueryClient } from '@tanstack/react-query'
import type { AiFeedback } from '@worksmart/types/ai'
import type { Anomaly } from '@worksmart/types/anomalies'
import type { Checkin } from '@worksmart/types/checkins'
import { useEffect, useRef, useState } from 'react'
import { sendFeedback } from '../../api/ai.ts'
import { useOutboxEntries } from '../../api/outbox-provider.tsx'
import { useAnnounce } from '../../components/live-region.tsx'
import { problemText } from '../../components/problem-text.ts'
import { useUndo } from '../../components/undo-bar.tsx'
import { addDays } from '../../lib/dates.ts'
import { useSession } from '../../session/session.tsx'
import { useTodayContext } from '../today/today-context.tsx'
import type { FieldChange } from '../today/use-checkin-actions.ts'
import { anomalyNames, fixWords } from './anomaly-words.ts'

const snoozeDays = 7

/** The editor that a fix opens: the row, and how the fix would leave it. */
export type OpenFix = { anomaly: Anomaly; row: Checkin; proposed: Checkin; isRemoval: boolean }

/** What a person does about a finding. It leaves the list at once, and comes back when it fails. */
export function useAnomalyActs(rowOf: (id: string) => Checkin | undefined) {
  const { client, me } = useSession()
  const { actions, today } = useTodayContext()
  const queryClient = useQueryClient()
  const announce = useAnnounce()
  const undo = useUndo()
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<OpenFix | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const renew = () => queryClient.invalidateQueries({ queryKey: ['anomalies'] })
  useWhenSaved(() => void renew().then(() => setGone(new Set())))

  function leave(id: string, isGone: boolean) {
    setGone((last) => {
      const next = new Set(last)
      if (isGone) next.add(id)
      else next.delete(id)
      return next
    })
  }

  function tell(anomaly: Anomaly, rest: Pick<AiFeedback, 'outcome' | 'until'>) {
    const { id: suggestionId, pattern } = anomaly
    return sendFeedback(client, { suggestionId, pattern, ...rest })
  }

  async function silence(
    anomaly: Anomaly,
    rest: Pick<AiFeedback, 'outcome' | 'until'>,
    words: string,
  ) {
    leave(anomaly.id, true)
    setFailure(null)
    try {
      await tell(anomaly, rest)
    } catch (error) {
      leave(anomaly.id, false)
      setFailure(`Not kept. ${problemText(error).title}.`)
      return
    }
    announce(words)
    undo.offer({
      label: words,
      undo: async () => {
        await tell(anomaly, { outcome: 'ignored' })
        leave(anomaly.id, false)
        await renew()
      },
    })
    await renew()
  }

  /** Null when there is nothing to do; false when this person may not do it. */
  function fixable({ fix }: Anomaly): { row: Checkin; isOwn: boolean } | false | null {
    const row = fix && rowOf(fix.checkinId)
    if (!row) return null
    const isOwn = row.userId === me.id
    return isOwn || me.role === 'admin' ? { row, isOwn } : false
  }

  function fix(anomaly: Anomaly) {
    const found = fixable(anomaly)
    if (!found || !anomaly.fix) return
    const { row, isOwn } = found
    const { act } = anomaly.fix
    const changes = known(anomaly.fix.changes)
    const isRemoval = act === 'delete'
    // A day alone would leave the clock times of the row behind.
    const isWhole = changes.workDate === undefined || row.startedAt === null
    if (isOwn && isRemoval) actions.remove([row], null)
    else if (isOwn && isWhole && Object.keys(changes).length > 0) {
      actions.change(
        [row],
        () => changes,
        `${anomalyNames[anomaly.kind]}: ${fixWords(anomaly, me.timeZone)}`,
      )
    } else {
      setOpen({ anomaly, row, proposed: { ...row, ...changes, text: null }, isRemoval })
      return
    }
    leave(anomaly.id, true)
    announce(`Fixed: ${anomalyNames[anomaly.kind]}`)
    void tell(anomaly, { outcome: 'accepted' }).catch(() => {})
  }

  return {
    gone,
    open,
    failure,
    fixable,
    fix,
    /** The editor has closed, with or without a change. */
    close: () => setOpen(null),
    fine: (anomaly: Anomaly) => silence(anomaly, { outcome: 'dismissed' }, 'Marked as fine'),
    snooze: (anomaly: Anomaly) =>
      silence(
        anomaly,
        { outcome: 'snoozed', until: addDays(today, snoozeDays) },
        `Snoozed for ${snoozeDays} days`,
      ),
  }
}

export type AnomalyActs = ReturnType<typeof useAnomalyActs>

type Changes = NonNullable<Anomaly['fix']>['changes']

function known(changes: Changes): FieldChange {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
}

/** Calls back once every write has been answered: only then the api finds something else. */
function useWhenSaved(onSaved: () => void) {
  const count = useOutboxEntries().length
  const last = useRef(count)
  // The queue empties outside of React.
  useEffect(() => {
    const wasBusy = last.current > 0
    last.current = count
    if (wasBusy && count === 0) onSaved()
  })
}
