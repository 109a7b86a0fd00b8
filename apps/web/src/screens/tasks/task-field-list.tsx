import * as stylex from '@stylexjs/stylex'
import type { Task } from '@worksmart/types/tasks'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { type ReactNode, useId } from 'react'
import type { TaskFields } from '../../api/task-writer.ts'
import { isCivilDay } from '../../lib/dates.ts'
import { formatMinutes } from '../../lib/durations.ts'
import { taskStatusNames } from '../../lib/status-words.ts'
import { ProjectName } from '../today/project-name.tsx'
import { EstimateField } from './estimate-field.tsx'
import { inputStyles } from './input-styles.ts'
import { Assignee, Due } from './task-facts.tsx'
import { StatusIcon } from './task-status.tsx'
import { shortTask, statuses } from './task-words.ts'
import { useTasksContext } from './tasks-context.tsx'

/** The fields of a task. Each saves by itself; who may not change them reads them. */
export function TaskFieldList({ task, mayEdit }: { task: Task; mayEdit: boolean }) {
  const { me, today, openProjects, assignable, projectOf, nameOf, actions } = useTasksContext()
  const project = projectOf(task.projectId)
  const save = (fields: TaskFields, what: string) =>
    void actions.edit(task, fields, `Changed ${what} of ${shortTask(task)}`).catch(() => undefined)
  const known = assignable.some(({ id }) => id === task.assigneeId)
  const keeper = task.assigneeId !== null && !known ? nameOf(task.assigneeId) : null

  return (
    <div {...stylex.props(styles.root)}>
      <Field label="Status">
        {(id) =>
          mayEdit ? (
            <select
              id={id}
              value={task.status}
              onChange={(event) => actions.setStatus(task, event.target.value as Task['status'])}
              {...field}
            >
              {statuses.map((status) => (
                <option key={status} value={status}>
                  {taskStatusNames[status]}
                </option>
              ))}
            </select>
          ) : (
            <span {...stylex.props(styles.plain)}>
              <StatusIcon status={task.status} />
              {taskStatusNames[task.status]}
            </span>
          )
        }
      </Field>
      <Field
        label="Assignee"
        note={
          mayEdit && me.role === 'member' ? 'Others are assigned by a manager or an admin.' : null
        }
      >
        {(id) =>
          mayEdit ? (
            <select
              id={id}
              value={task.assigneeId ?? ''}
              onChange={(event) => save({ assigneeId: event.target.value || null }, 'the assignee')}
              {...field}
            >
              <option value="">Nobody</option>
              {keeper !== null && <option value={task.assigneeId ?? ''}>{keeper}</option>}
              {assignable.map((person) => (
                <option key={person.id} value={person.id}>
                  {person.name}
                </option>
              ))}
            </select>
          ) : (
            <Assignee name={nameOf(task.assigneeId)} />
          )
        }
      </Field>
      <Field label="Project">
        {(id) =>
          me.role === 'member' ? (
            project && <ProjectName project={project} />
          ) : (
            <select
              id={id}
              value={task.projectId}
              onChange={(event) => save({ projectId: event.target.value }, 'the project')}
              {...field}
            >
              {project?.status === 'archived' && <option value={project.id}>{project.name}</option>}
              {openProjects.map(({ id: projectId, name }) => (
                <option key={projectId} value={projectId}>
                  {name}
                </option>
              ))}
            </select>
          )
        }
      </Field>
      <Field label="Due">
        {(id) =>
          mayEdit ? (
            <span {...stylex.props(styles.due)}>
              <input
                id={id}
                type="date"
                key={task.dueOn}
                defaultValue={task.dueOn ?? ''}
                min="2000-01-01"
                max="2099-12-31"
                onBlur={({ target }) => {
                  const day = target.value
                  if (day === (task.dueOn ?? '')) return
                  if (day === '' || isCivilDay(day)) save({ dueOn: day || null }, 'the due date')
                  else target.value = task.dueOn ?? ''
                }}
                onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
                {...field}
              />
              <Due task={task} today={today} isWordOnly />
            </span>
          ) : task.dueOn ? (
            <Due task={task} today={today} />
          ) : (
            'No due date'
          )
        }
      </Field>
      <Field label="Estimate">
        {(id) =>
          mayEdit ? (
            <EstimateField
              key={task.estimateMinutes}
              id={id}
              minutes={task.estimateMinutes}
              onSave={(estimateMinutes) => save({ estimateMinutes }, 'the estimate')}
            />
          ) : (
            (task.estimateMinutes !== null && formatMinutes(task.estimateMinutes)) || 'None'
          )
        }
      </Field>
    </div>
  )
}

type FieldProps = { label: string; note?: string | null; children(id: string): ReactNode }

function Field({ label, note = null, children }: FieldProps) {
  const id = useId()
  return (
    <div {...stylex.props(styles.field, textStyles.base)}>
      <label htmlFor={id} {...stylex.props(textStyles.sm, textStyles.muted)}>
        {label}
      </label>
      <div {...stylex.props(styles.value)}>
        {children(id)}
        {note && <p {...stylex.props(textStyles.xs, textStyles.subtle, styles.note)}>{note}</p>}
      </div>
    </div>
  )
}

const styles = stylex.create({
  root: { display: 'grid', gap: space.s8 },
  field: {
    alignItems: 'baseline',
    columnGap: space.s12,
    display: 'grid',
    gridTemplateColumns: '88px minmax(0, 1fr)',
  },
  value: { minWidth: 0 },
  note: { marginBlockStart: space.s4 },
  plain: { alignItems: 'center', display: 'inline-flex', gap: space.s8 },
  due: {
    alignItems: 'center',
    columnGap: space.s12,
    display: 'flex',
    flexWrap: 'wrap',
    rowGap: space.s4,
  },
  input: { maxWidth: '100%', minWidth: 160 },
})

const field = stylex.props(inputStyles.field, styles.input, focusRing.native)
