import * as stylex from '@stylexjs/stylex'
import type { Checkin } from '@worksmart/types/checkins'
import { Button } from '@worksmart/ui/button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { useEffect, useRef, useState } from 'react'
import {
  CheckinBar,
  type CheckinBarHandle,
  type LoggedLine,
} from '../../components/checkin-bar/checkin-bar.tsx'
import { nowMinute } from '../../lib/dates.ts'
import { editLine } from './checkin-line.ts'
import { shortActivity } from './feed-words.ts'
import { ReasonField } from './reason-field.tsx'
import { useTodayContext } from './today-context.tsx'

export type RowEditProps = {
  row: Checkin
  /** Another person's row is to be deleted: only the reason is asked for. */
  isRemoval: boolean
  /** The row as a fix would leave it, to start from. */
  proposed?: Checkin
  onDone(): void
}

/** The bar in the place of the row. An admin who corrects another person's row says why. */
export function RowEdit({ row: latest, isRemoval, proposed, onDone }: RowEditProps) {
  // The row may change below while the person writes; what they saw when they began is what counts.
  const [row] = useState(latest)
  const { meId, actions, projects, tags, timeZone, today } = useTodayContext()
  const isOthers = row.userId !== meId
  const [reason, setReason] = useState('')
  const [isReasonMissing, setIsReasonMissing] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const [line, setLine] = useState(() =>
    editLine(proposed ?? row, { today, nowMin: nowMinute(timeZone), timeZone, projects }),
  )
  const bar = useRef<CheckinBarHandle>(null)

  // The person pressed Edit to write, so the caret goes where writing happens.
  useEffect(() => {
    if (!isOthers) bar.current?.focus()
  }, [isOthers])

  function isReasonGiven(): boolean {
    const isGiven = !isOthers || reason.trim() !== ''
    setIsReasonMissing(!isGiven)
    return isGiven
  }

  function handleLog(typed: LoggedLine) {
    if (!isReasonGiven()) {
      // The bar has cleared itself; it starts again with what was typed.
      setLine(typed.text)
      setAttempt((count) => count + 1)
      return
    }
    actions.edit(row, typed, isOthers ? reason.trim() : null)
    onDone()
  }

  function handleRemove() {
    if (!isReasonGiven()) return
    actions.remove([row], reason.trim())
    onDone()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the editor from any field.
    <div
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onDone()
      }}
      {...stylex.props(styles.root)}
    >
      {isOthers && <ReasonField value={reason} isMissing={isReasonMissing} onChange={setReason} />}
      {isRemoval ? (
        <p {...stylex.props(styles.question, textStyles.sm)}>
          <span>Delete “{shortActivity(row)}”?</span>
          <Button size="sm" tone="danger" onPress={handleRemove}>
            Delete
          </Button>
          <Button size="sm" tone="quiet" onPress={onDone}>
            Keep it
          </Button>
        </p>
      ) : (
        <CheckinBar
          key={attempt}
          ref={bar}
          label={`Edit check-in ${shortActivity(row)}`}
          projects={projects.map((project) => ({
            ...project,
            archived: project.status === 'archived',
          }))}
          tasks={[]}
          tags={tags}
          timeZone={timeZone}
          initialLine={line}
          submitLabel="Save"
          onLog={handleLog}
          onCancel={onDone}
        />
      )}
    </div>
  )
}

const styles = stylex.create({
  root: {
    backgroundColor: color.surface,
    borderRadius: radius.lg,
    display: 'grid',
    gap: space.s8,
    marginBlock: space.s4,
  },
  question: { alignItems: 'center', display: 'flex', gap: space.s8, margin: 0, padding: space.s8 },
})
