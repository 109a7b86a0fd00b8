// biome-ignore-all lint/a11y/useSemanticElements: rows are cards on a phone, which a table cannot be.
// biome-ignore-all lint/a11y/useFocusableInteractive: rows have the focus, and the controls in cells.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid hears the keys of its rows.
import * as stylex from '@stylexjs/stylex'
import type { Task } from '@worksmart/types/tasks'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { Icon } from '@worksmart/ui/icon.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, density, media, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { VisuallyHidden } from '@worksmart/ui/visually-hidden.tsx'
import { Pencil } from 'lucide-react'
import { memo } from 'react'
import { taskStatusNames } from '../../lib/status-words.ts'
import { ProjectName } from '../today/project-name.tsx'
import { listColumns } from './list-columns.ts'
import { Assignee, Due, Logged } from './task-facts.tsx'
import { canEdit } from './task-rights.ts'
import { StatusIcon, StatusPick } from './task-status.tsx'
import { useTasksContext } from './tasks-context.tsx'
import { TitleEdit } from './title-edit.tsx'

export type TaskRowProps = {
  task: Task
  isCurrent: boolean
  isEditing: boolean
  onEdit(id: string): void
  onEditEnd(id: string): void
}

/** One task of the list. Drawn again only when it or its marks change. */
export const TaskRow = memo(function TaskRow(props: TaskRowProps) {
  const { task, isCurrent, isEditing, onEdit, onEditEnd } = props
  const { me, today, projectOf, nameOf, actions, onOpen } = useTasksContext()
  const mayEdit = canEdit(task, me) && task.version > 0
  const project = projectOf(task.projectId)
  const tabIndex = isCurrent ? 0 : -1
  return (
    <div
      role="row"
      tabIndex={tabIndex}
      data-task={task.id}
      onClick={(event) => {
        if (!isControl(event.target)) onOpen(task)
      }}
      {...stylex.props(
        stylex.defaultMarker(),
        listColumns.row,
        listColumns.rowPadding,
        styles.row,
        focusRing.nativeInset,
        task.version === 0 && styles.pending,
      )}
    >
      <Cell name="Status">
        {mayEdit ? (
          <StatusPick
            task={task}
            isReachable={isCurrent}
            onChange={(status) => actions.setStatus(task, status)}
          />
        ) : (
          <span {...stylex.props(styles.sign)}>
            <StatusIcon status={task.status} />
            <VisuallyHidden>{taskStatusNames[task.status]}</VisuallyHidden>
          </span>
        )}
      </Cell>
      <Cell name="Key">
        <span {...stylex.props(textStyles.sm, textStyles.subtle, textStyles.numeric)}>
          {task.ref || 'Saving'}
        </span>
      </Cell>
      <Cell name="Title">
        {isEditing ? (
          <TitleEdit task={task} onDone={() => onEditEnd(task.id)} />
        ) : (
          <span {...stylex.props(styles.title)}>
            <span
              dir="auto"
              {...stylex.props(
                listColumns.titleWords,
                styles.words,
                task.status === 'done' && textStyles.muted,
              )}
            >
              {task.title}
            </span>
            {mayEdit && (
              <button
                type="button"
                aria-label={`Rename ${task.ref}`}
                tabIndex={tabIndex}
                onClick={() => onEdit(task.id)}
                {...stylex.props(styles.rename, listColumns.rename, focusRing.native)}
              >
                <Icon icon={Pencil} />
              </button>
            )}
          </span>
        )}
      </Cell>
      <Cell name="Project">
        {project && (
          <span {...stylex.props(textStyles.sm, styles.project)}>
            <ProjectName project={project} />
          </span>
        )}
      </Cell>
      <Cell name="Assignee">
        <Assignee name={nameOf(task.assigneeId)} />
      </Cell>
      <Cell name="Due">
        <Due task={task} today={today} />
      </Cell>
      <Cell name="Logged">
        <Logged task={task} />
      </Cell>
    </div>
  )
})

const columns = ['Status', 'Key', 'Title', 'Project', 'Assignee', 'Due', 'Logged'] as const

function Cell({ name, children }: { name: (typeof columns)[number]; children: React.ReactNode }) {
  return (
    <div role="gridcell" {...stylex.props(listColumns[name])}>
      {children}
    </div>
  )
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, select, input, textarea, a') !== null
}

const styles = stylex.create({
  row: {
    backgroundColor: { default: 'transparent', ':hover': color.hover },
    borderRadius: radius.md,
    containIntrinsicBlockSize: 'auto 36px',
    contentVisibility: 'auto',
    cursor: 'pointer',
    minHeight: density.row,
  },
  pending: { color: color.textMuted },
  sign: {
    alignItems: 'center',
    display: 'inline-flex',
    height: density.controlSm,
    justifyContent: 'center',
    width: density.controlSm,
  },
  title: { alignItems: 'center', display: 'flex', gap: space.s4, minWidth: 0 },
  words: {
    minWidth: 0,
    overflow: 'hidden',
    overflowWrap: 'anywhere',
    textOverflow: 'ellipsis',
  },
  project: { display: 'flex', minWidth: 0 },
  rename: {
    alignItems: 'center',
    appearance: 'none',
    backgroundColor: 'transparent',
    borderRadius: radius.sm,
    borderStyle: 'none',
    color: { default: color.textSubtle, ':hover': color.text },
    cursor: 'pointer',
    flexShrink: 0,
    height: density.controlSm,
    justifyContent: 'center',
    opacity: {
      default: 0,
      ':focus-visible': 1,
      [media.noHover]: 1,
      [stylex.when.ancestor(':hover')]: 1,
      [stylex.when.ancestor(':focus-within')]: 1,
    },
    padding: 0,
    width: density.controlSm,
  },
})
