import * as stylex from '@stylexjs/stylex'
import type { Task } from '@worksmart/types/tasks'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, shadow, space } from '@worksmart/ui/tokens.stylex.ts'
import { memo } from 'react'
import { ProjectName } from '../today/project-name.tsx'
import { Assignee, Due, Logged } from './task-facts.tsx'
import { StatusPick } from './task-status.tsx'
import { spokenTask } from './task-words.ts'
import { useTasksContext } from './tasks-context.tsx'

export type BoardCardProps = {
  task: Task
  isCurrent: boolean
  isLifted: boolean
  /** A phone has no room to drag: there the card carries a select instead. */
  hasPick: boolean
}

/** One task of the board. Drawn again only when it or its marks change. */
export const BoardCard = memo(function BoardCard(props: BoardCardProps) {
  const { task, isCurrent, isLifted, hasPick } = props
  const { today, projectOf, nameOf, actions, onOpen } = useTasksContext()
  const project = projectOf(task.projectId)
  const assignee = nameOf(task.assigneeId)
  return (
    <li {...stylex.props(styles.item)}>
      <button
        type="button"
        data-task={task.id}
        aria-label={spokenTask(task, assignee, today)}
        aria-describedby="board-help"
        aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
        aria-pressed={isLifted || undefined}
        tabIndex={isCurrent ? 0 : -1}
        // Firefox presses a button when Space is let go, even when the key was taken.
        onClick={() => !isLifted && onOpen(task)}
        {...stylex.props(
          styles.card,
          isLifted && styles.lifted,
          task.version === 0 && styles.pending,
        )}
      >
        <span {...stylex.props(styles.line, textStyles.sm, hasPick && styles.withPick)}>
          <span {...stylex.props(textStyles.subtle, textStyles.numeric)}>
            {task.ref || 'Saving'}
          </span>
          {project && <ProjectName project={project} />}
        </span>
        <span dir="auto" {...stylex.props(styles.title, textStyles.base)}>
          {task.title}
        </span>
        <span {...stylex.props(styles.foot)}>
          <span {...stylex.props(styles.line)}>
            <Due task={task} today={today} />
            <Logged task={task} />
          </span>
          <Assignee name={assignee} hasName={false} />
        </span>
      </button>
      {hasPick && (
        <span {...stylex.props(styles.pick)}>
          <StatusPick
            task={task}
            isReachable
            onChange={(status) => actions.setStatus(task, status)}
          />
        </span>
      )}
    </li>
  )
})

const styles = stylex.create({
  item: {
    containIntrinsicBlockSize: 'auto 92px',
    contentVisibility: 'auto',
    // Room for the ring, which the containment of the item would cut off.
    padding: 3,
    position: 'relative',
  },
  card: {
    appearance: 'none',
    backgroundColor: { default: color.surface, ':hover': color.hover },
    borderColor: { default: color.border, ':hover': color.borderStrong },
    borderRadius: radius.lg,
    borderStyle: 'solid',
    borderWidth: 1,
    boxShadow: shadow.card,
    boxSizing: 'border-box',
    color: color.text,
    cursor: 'pointer',
    display: 'grid',
    fontFamily: 'inherit',
    gap: space.s6,
    outlineColor: color.focus,
    outlineOffset: 1,
    outlineStyle: { default: 'none', ':focus-visible': 'solid' },
    outlineWidth: 2,
    paddingBlock: space.s8,
    paddingInline: space.s12,
    textAlign: 'start',
    width: '100%',
  },
  withPick: { paddingInlineEnd: 40 },
  lifted: {
    backgroundColor: { default: color.selected, ':hover': color.selected },
    borderColor: { default: color.accent, ':hover': color.accent },
    boxShadow: shadow.popover,
  },
  pending: { color: color.textMuted },
  line: {
    alignItems: 'center',
    columnGap: space.s12,
    display: 'flex',
    flexWrap: 'wrap',
    minWidth: 0,
    rowGap: space.s4,
  },
  title: { minWidth: 0, overflowWrap: 'anywhere' },
  foot: {
    alignItems: 'center',
    display: 'flex',
    gap: space.s12,
    justifyContent: 'space-between',
    minWidth: 0,
  },
  pick: { insetBlockStart: 8, insetInlineEnd: 8, position: 'absolute' },
})
