import * as stylex from '@stylexjs/stylex'
import { useNavigate } from '@tanstack/react-router'
import type { Anomaly } from '@worksmart/types/anomalies'
import type { Checkin } from '@worksmart/types/checkins'
import { Badge } from '@worksmart/ui/badge.tsx'
import { Button } from '@worksmart/ui/button.tsx'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { Kbd } from '@worksmart/ui/kbd.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, media, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { type KeyboardEvent, useId } from 'react'
import { useFillBar } from '../../components/bar-focus.tsx'
import { CheckinLink } from '../../components/suggestion/evidence.tsx'
import { formatDay } from '../../lib/dates.ts'
import { isEditable } from '../../lib/hotkeys.ts'
import { useSession } from '../../session/session.tsx'
import { RowEdit } from '../today/row-edit.tsx'
import { useTodayContext } from '../today/today-context.tsx'
import { anomalyNames, comparison, fixWords } from './anomaly-words.ts'
import type { AnomalyActs } from './use-anomaly-acts.ts'

const shownRows = 4

export type AnomalyItemProps = {
  anomaly: Anomaly
  rows: readonly Checkin[]
  acts: AnomalyActs
  tabIndex: number
  onFocus(): void
}

/** One finding: what is wrong, what it stands on, and three ways on, each with a key of its own. */
export function AnomalyItem({ anomaly, rows, acts, tabIndex, onFocus }: AnomalyItemProps) {
  const { me } = useSession()
  const { today, isTeam, nameOf } = useTodayContext()
  const navigate = useNavigate()
  const fillBar = useFillBar()
  const id = useId()
  const { kind, tier, text, workDate, userId } = anomaly
  const fixable = acts.fixable(anomaly)
  const isOpen = acts.open?.anomaly.id === anomaly.id
  const compared = comparison(anomaly)
  const canLog = kind === 'day_missing' && userId === me.id

  function logDay() {
    fillBar(`${workDate} `)
    void navigate({ to: '/today' })
  }
  const run = { fix: canLog ? logDay : () => acts.fix(anomaly) }

  function handleKey(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || isEditable(event.target)) return
    if (event.key === 'a' && (fixable || canLog)) run.fix()
    else if (event.key === 'd') void acts.fine(anomaly)
    else if (event.key === 's') void acts.snooze(anomaly)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <li>
      <article
        aria-labelledby={id}
        tabIndex={tabIndex}
        data-anomaly
        onFocus={onFocus}
        onKeyDown={handleKey}
        {...stylex.props(styles.root, focusRing.nativeInset)}
      >
        <h3 id={id} {...stylex.props(textStyles.base, textStyles.medium, styles.head)}>
          {anomalyNames[kind]}
          <span {...stylex.props(textStyles.sm, textStyles.regular, textStyles.muted)}>
            {formatDay(workDate, today)}
            {isTeam ? ` · ${nameOf(userId)}` : ''}
          </span>
          <Badge tone={tier === 'unusual' ? 'ai' : 'neutral'} xstyle={styles.tier}>
            {tier === 'unusual' ? 'Unusual' : 'Rule'}
          </Badge>
        </h3>
        <p dir="auto" {...stylex.props(textStyles.sm)}>
          {text}
        </p>
        {compared && <p {...stylex.props(textStyles.sm, textStyles.muted)}>{compared}</p>}
        {rows.length > 0 && (
          <div {...stylex.props(styles.rows, textStyles.sm)}>
            {rows.slice(0, shownRows).map((row) => (
              <CheckinLink key={row.id} row={row} />
            ))}
            {rows.length > shownRows && (
              <p {...stylex.props(textStyles.subtle)}>{`and ${rows.length - shownRows} more`}</p>
            )}
          </div>
        )}
        {isOpen && acts.open ? (
          <RowEdit
            row={acts.open.row}
            proposed={acts.open.proposed}
            isRemoval={acts.open.isRemoval}
            onDone={acts.close}
          />
        ) : (
          <div {...stylex.props(styles.acts)}>
            {(fixable || canLog) && (
              <Button size="sm" keyShortcuts="A" onPress={run.fix}>
                {canLog ? 'Log it' : fixWords(anomaly, me.timeZone)}
                <Kbd keys="A" xstyle={styles.key} />
              </Button>
            )}
            <Button size="sm" tone="quiet" keyShortcuts="D" onPress={() => void acts.fine(anomaly)}>
              It’s fine
              <Kbd keys="D" xstyle={styles.key} />
            </Button>
            <Button
              size="sm"
              tone="quiet"
              keyShortcuts="S"
              onPress={() => void acts.snooze(anomaly)}
            >
              Snooze
              <Kbd keys="S" xstyle={styles.key} />
            </Button>
            {fixable === false && (
              <span {...stylex.props(textStyles.xs, textStyles.subtle)}>
                {`${nameOf(userId)} or an admin can correct it`}
              </span>
            )}
          </div>
        )}
      </article>
    </li>
  )
}

const styles = stylex.create({
  root: {
    borderRadius: radius.md,
    display: 'grid',
    gap: space.s4,
    paddingBlock: space.s12,
    paddingInline: space.s8,
  },
  head: { alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: space.s8 },
  tier: { marginInlineStart: 'auto' },
  rows: { color: color.textMuted, display: 'grid', gap: space.s2, overflowWrap: 'anywhere' },
  acts: {
    alignItems: 'center',
    display: 'flex',
    flexWrap: 'wrap',
    gap: space.s6,
    marginBlockStart: space.s4,
  },
  key: { display: { default: 'inline-flex', [media.coarse]: 'none' } },
})
