import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import type { Anomalies, Anomaly } from '@worksmart/types/anomalies'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { useEffect, useRef, useState } from 'react'
import { insightAnomalies } from '../../api/anomalies.ts'
import { aiLine } from '../../components/ai-words.ts'
import { useShortcuts } from '../../components/shortcuts.tsx'
import { Surface } from '../../components/surface.tsx'
import { useSession } from '../../session/session.tsx'
import { OverviewPart } from '../projects/overview-part.tsx'
import { PickField } from '../today/filter-fields.tsx'
import { AnomalyItem } from './anomaly-item.tsx'
import { useAnomalyActs } from './use-anomaly-acts.ts'

export type AnomalyInboxProps = {
  userId: string | undefined
  from: string
  days: number
  /** `rule`, `unusual`, or undefined for both. */
  kind: string | undefined
  onKind(kind: string | undefined): void
}

const kinds = [
  { id: 'rule', name: 'Rules' },
  { id: 'unusual', name: 'Unusual' },
]

/** What is worth a look, newest first. */
export function AnomalyInbox({ userId, from, days, kind, onKind }: AnomalyInboxProps) {
  const { client } = useSession()
  const query = useQuery(insightAnomalies(client, userId, from))
  return (
    <OverviewPart
      heading="To look at"
      note={
        <PickField
          label="Kind of finding"
          none="All findings"
          value={kind ?? ''}
          options={kinds}
          onChange={(next) => onKind(next || undefined)}
        />
      }
    >
      <Surface name="the findings" query={query} skeleton={<Skeleton shape="block" height={180} />}>
        {(answer) => <Findings answer={answer} kind={kind} days={days} />}
      </Surface>
    </OverviewPart>
  )
}

type FindingsProps = { answer: Anomalies; kind: string | undefined; days: number }

function Findings({ answer, kind, days }: FindingsProps) {
  const list = useRef<HTMLUListElement>(null)
  const [current, setCurrent] = useState(0)
  const isInside = useRef(false)
  const rowOf = (id: string) => answer.checkins.find((row) => row.id === id)
  const acts = useAnomalyActs(rowOf)
  const items = answer.items.filter(
    ({ id, tier }) => !acts.gone.has(id) && (kind === undefined || tier === kind),
  )
  const stop = Math.min(current, items.length - 1)
  useFocusAfterAct(list, isInside, stop, items.length)

  function move(step: number) {
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[data-anomaly]') ?? [])]
    const at = all.findIndex((one) => one.contains(document.activeElement))
    all[Math.min(Math.max(at + step, 0), all.length - 1)]?.focus()
  }
  useShortcuts([
    { keys: 'j', label: 'Next finding', group: 'Insights', run: () => move(1) },
    { keys: 'k', label: 'Previous finding', group: 'Insights', run: () => move(-1) },
    { keys: 'a', label: 'Fix the finding', group: 'Insights' },
    { keys: 'd', label: 'It’s fine', group: 'Insights' },
    { keys: 's', label: 'Snooze', group: 'Insights' },
  ])
  const quiet = aiLine(answer.ai, 'Only certain slips are looked for.')

  return (
    <>
      {items.length === 0 ? (
        <div {...stylex.props(styles.none)}>
          <p {...stylex.props(textStyles.base, textStyles.medium)}>
            {kind === undefined ? `Nothing unusual in ${days} days` : 'No findings of this kind'}
          </p>
          <p {...stylex.props(textStyles.sm, textStyles.muted)}>
            Looked for: days over 24 hours, check-ins over 16 hours, days to come, overlaps, what is
            logged twice, and time on what was closed
            {quiet ? '.' : '; and for hours that are not usual for you.'}
          </p>
        </div>
      ) : (
        <ul
          ref={list}
          aria-label="Findings"
          onBlur={({ currentTarget, relatedTarget }) => {
            // A row that goes away while it has the focus gives it to nothing.
            if (relatedTarget && !currentTarget.contains(relatedTarget)) isInside.current = false
          }}
          {...stylex.props(styles.list)}
        >
          {items.map((anomaly, index) => (
            <AnomalyItem
              key={anomaly.id}
              anomaly={anomaly}
              rows={rowsOf(anomaly, answer)}
              acts={acts}
              tabIndex={index === stop ? 0 : -1}
              onFocus={() => {
                isInside.current = true
                setCurrent(index)
              }}
            />
          ))}
        </ul>
      )}
      {acts.failure && (
        <p role="alert" {...stylex.props(textStyles.sm, styles.failure)}>
          {acts.failure}
        </p>
      )}
      {answer.more && (
        <p {...stylex.props(textStyles.sm, textStyles.muted)}>
          There are more. Fix some, or look at fewer days.
        </p>
      )}
      {quiet && <p {...stylex.props(textStyles.xs, textStyles.subtle, styles.quiet)}>{quiet}</p>}
    </>
  )
}

function rowsOf({ checkinIds }: Anomaly, { checkins }: Anomalies) {
  return checkins.filter(({ id }) => checkinIds.includes(id))
}

/** A finding that leaves takes the focus with it; the next one gets it. */
function useFocusAfterAct(
  list: React.RefObject<HTMLUListElement | null>,
  isInside: React.RefObject<boolean>,
  stop: number,
  count: number,
) {
  const last = useRef(count)
  // What had the focus is gone only once the list is drawn without it.
  useEffect(() => {
    const isLost = isInside.current && !list.current?.contains(document.activeElement)
    if (count < last.current && isLost) {
      list.current?.querySelectorAll<HTMLElement>('[data-anomaly]')[stop]?.focus()
    }
    last.current = count
  })
}

const styles = stylex.create({
  list: { display: 'grid', listStyle: 'none', margin: 0, marginInline: `calc(-1 * ${space.s8})` },
  none: { display: 'grid', gap: space.s4, paddingBlock: space.s12 },
  failure: { color: color.danger },
  quiet: { marginBlockStart: space.s8 },
})
