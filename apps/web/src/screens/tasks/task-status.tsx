import * as stylex from '@stylexjs/stylex'
import type { Task } from '@worksmart/types/tasks'
import { Icon } from '@worksmart/ui/icon.tsx'
import { color, density, radius } from '@worksmart/ui/tokens.stylex.ts'
import { Circle, CircleCheck, CircleDot, OctagonX } from 'lucide-react'
import { taskStatusNames } from '../../lib/status-words.ts'
import { statuses } from './task-words.ts'

const icons = {
  todo: Circle,
  in_progress: CircleDot,
  blocked: OctagonX,
  done: CircleCheck,
} as const

/** The sign of a status. The word stands beside it, or is in a label. */
export function StatusIcon({ status }: { status: Task['status'] }) {
  return <Icon icon={icons[status]} xstyle={tones[status]} />
}

export type StatusPickProps = {
  task: Task
  /** Out of the order of Tab where the row around it has not the focus. */
  isReachable: boolean
  onChange(status: Task['status']): void
}

/** The sign of the status, and the browser's own select over it. */
export function StatusPick({ task, isReachable, onChange }: StatusPickProps) {
  return (
    <span {...stylex.props(styles.root)}>
      <StatusIcon status={task.status} />
      <select
        aria-label={`Status of ${task.ref || task.title}`}
        tabIndex={isReachable ? 0 : -1}
        value={task.status}
        onChange={(event) => onChange(event.target.value as Task['status'])}
        {...stylex.props(styles.select)}
      >
        {statuses.map((status) => (
          <option key={status} value={status}>
            {taskStatusNames[status]}
          </option>
        ))}
      </select>
    </span>
  )
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    backgroundColor: { default: 'transparent', ':hover': color.hover },
    borderRadius: radius.md,
    display: 'inline-flex',
    flexShrink: 0,
    height: density.controlSm,
    justifyContent: 'center',
    outlineColor: color.focus,
    outlineOffset: -2,
    outlineStyle: { default: 'none', ':focus-within': 'solid' },
    outlineWidth: 2,
    position: 'relative',
    width: density.controlSm,
  },
  select: {
    cursor: 'pointer',
    height: '100%',
    inset: 0,
    opacity: 0,
    position: 'absolute',
    width: '100%',
  },
})

const tones = stylex.create({
  todo: { color: color.textSubtle },
  in_progress: { color: color.info },
  blocked: { color: color.danger },
  done: { color: color.success },
})
