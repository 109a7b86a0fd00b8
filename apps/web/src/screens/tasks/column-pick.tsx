import * as stylex from '@stylexjs/stylex'
import type { Task } from '@worksmart/types/tasks'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { color, density, radius, space, text } from '@worksmart/ui/tokens.stylex.ts'
import { taskStatusNames } from '../../lib/status-words.ts'
import type { Group } from './task-view.ts'

export type ColumnPickProps = {
  groups: readonly Group[]
  chosen: string
  onChoose(status: Task['status']): void
}

/** A phone shows one column of the board; this chooses which. */
export function ColumnPick({ groups, chosen, onChoose }: ColumnPickProps) {
  return (
    <fieldset {...stylex.props(styles.root)}>
      <legend {...stylex.props(styles.legend)}>Column</legend>
      {groups.map(({ status, tasks }) => (
        <button
          key={status}
          type="button"
          aria-pressed={status === chosen}
          onClick={() => onChoose(status)}
          {...stylex.props(styles.button, status === chosen && styles.on, focusRing.nativeInset)}
        >
          {taskStatusNames[status]} <span {...stylex.props(styles.count)}>{tasks.length}</span>
        </button>
      ))}
    </fieldset>
  )
}

const styles = stylex.create({
  root: {
    borderStyle: 'none',
    display: 'grid',
    gap: space.s4,
    gridTemplateColumns: 'repeat(4, 1fr)',
    margin: 0,
    minWidth: 0,
    padding: 0,
  },
  legend: { clipPath: 'inset(50%)', height: 1, overflow: 'hidden', position: 'absolute', width: 1 },
  button: {
    appearance: 'none',
    backgroundColor: color.surface,
    borderColor: color.borderStrong,
    borderRadius: radius.md,
    borderStyle: 'solid',
    borderWidth: 1,
    color: color.textMuted,
    cursor: 'pointer',
    fontFamily: 'inherit',
    fontSize: text.sm,
    minHeight: density.controlMd,
    minWidth: 0,
    paddingInline: space.s2,
  },
  on: { backgroundColor: color.selected, borderColor: color.accent, color: color.accentText },
  count: { fontVariantNumeric: 'tabular-nums' },
})
