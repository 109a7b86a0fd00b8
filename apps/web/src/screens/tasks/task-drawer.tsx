import * as stylex from '@stylexjs/stylex'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Task } from '@worksmart/types/tasks'
import { IconButton } from '@worksmart/ui/icon-button.tsx'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space, z } from '@worksmart/ui/tokens.stylex.ts'
import { X } from 'lucide-react'
import { useEffect, useEffectEvent } from 'react'
import { taskByRef } from '../../api/tasks.ts'
import { HistoryList } from '../../components/history-list.tsx'
import { Surface } from '../../components/surface.tsx'
import { civilToday, formatDay } from '../../lib/dates.ts'
import { useSession } from '../../session/session.tsx'
import { DocumentsPart } from '../documents/documents-part.tsx'
import { Drawer } from './drawer.tsx'
import { DrawerActions } from './drawer-actions.tsx'
import { DrawerTitle } from './drawer-title.tsx'
import { TaskDescription } from './task-description.tsx'
import { TaskFieldList } from './task-field-list.tsx'
import { canEdit, whoCanEdit } from './task-rights.ts'
import { TaskTime } from './task-time.tsx'
import { TaskTroubles } from './task-troubles.tsx'
import { useTasksContext } from './tasks-context.tsx'

export type TaskDrawerProps = {
  taskRef: string
  onClose(): void
  /** The task has taken another key, because it moved to another project. */
  onRenamed(ref: string): void
}

/** Everything about one task. */
export function TaskDrawer({ taskRef, onClose, onRenamed }: TaskDrawerProps) {
  const { client } = useSession()
  const queryClient = useQueryClient()
  const query = useQuery(taskByRef(client, queryClient, taskRef))
  const task = query.data
  const current = task?.ref ?? taskRef
  const renamed = useEffectEvent(onRenamed)

  // The address follows the key.
  useEffect(() => {
    if (current !== taskRef) renamed(current)
  }, [current, taskRef])

  return (
    <Drawer label={task ? `Task ${task.ref}` : 'Task'} onClose={onClose}>
      <div {...stylex.props(styles.head)}>
        <span {...stylex.props(textStyles.sm, textStyles.muted, textStyles.numeric)}>
          {current}
        </span>
        <span {...stylex.props(styles.actions)}>
          {task && <DrawerActions task={task} onDeleted={onClose} />}
          <IconButton
            icon={X}
            size="sm"
            label="Close the task"
            tip="Close"
            shortcut="Esc"
            onPress={onClose}
          />
        </span>
      </div>
      <Surface name="the task" query={query} skeleton={<Skeleton shape="block" height={240} />}>
        {(shown) => <Content task={shown} />}
      </Surface>
    </Drawer>
  )
}

function Content({ task }: { task: Task }) {
  const { me, today, nameOf } = useTasksContext()
  const mayEdit = canEdit(task, me)
  const created = civilToday(me.timeZone, new Date(task.createdAt))
  const day = formatDay(created, today).replace(/^(Today|Yesterday)$/, (word) => word.toLowerCase())
  return (
    <div {...stylex.props(styles.content)}>
      <TaskTroubles onlyId={task.id} />
      <DrawerTitle task={task} mayEdit={mayEdit} />
      {!mayEdit && <p {...stylex.props(textStyles.sm, textStyles.muted)}>{whoCanEdit}</p>}
      <TaskFieldList task={task} mayEdit={mayEdit} />
      <Part name="Description">
        <TaskDescription task={task} mayEdit={mayEdit} />
      </Part>
      <Part name="Time">
        <TaskTime task={task} />
      </Part>
      <Part name="Documents">
        <DocumentsPart task={task} />
      </Part>
      <Part name="History">
        <HistoryList type="tasks" id={task.id} name={task.ref} />
      </Part>
      <p {...stylex.props(textStyles.sm, textStyles.subtle)}>
        {`Created by ${nameOf(task.creatorId) ?? 'someone who has left'}, ${day}`}
      </p>
    </div>
  )
}

function Part({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <section aria-label={name} {...stylex.props(styles.part)}>
      <h3 {...stylex.props(textStyles.sm, textStyles.semibold)}>{name}</h3>
      {children}
    </section>
  )
}

const styles = stylex.create({
  head: {
    alignItems: 'center',
    backgroundColor: color.surface,
    display: 'flex',
    insetBlockStart: 0,
    justifyContent: 'space-between',
    minHeight: 48,
    position: 'sticky',
    zIndex: z.sticky,
  },
  actions: { alignItems: 'center', display: 'inline-flex', gap: space.s4 },
  content: { display: 'grid', gap: space.s16, gridTemplateColumns: 'minmax(0, 1fr)' },
  part: {
    borderBlockStartColor: color.border,
    borderBlockStartStyle: 'solid',
    borderBlockStartWidth: 1,
    display: 'grid',
    gap: space.s8,
    gridTemplateColumns: 'minmax(0, 1fr)',
    paddingBlockStart: space.s16,
  },
})
