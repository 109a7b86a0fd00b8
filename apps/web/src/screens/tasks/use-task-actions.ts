import { useQueryClient } from '@tanstack/react-query'
import type { Task } from '@worksmart/types/tasks'
import { type RefObject, useMemo } from 'react'
import { findTask } from '../../api/task-cache.ts'
import { dropTrouble, type TaskTrouble } from '../../api/task-troubles.ts'
import { createTaskWriter, pick, type TaskFields } from '../../api/task-writer.ts'
import { useAnnounce } from '../../components/live-region.tsx'
import { useUndo } from '../../components/undo-bar.tsx'
import { taskStatusNames } from '../../lib/status-words.ts'
import { newId } from '../../lib/uuid.ts'
import { useSession } from '../../session/session.tsx'
import { byPosition, placesFor } from './task-position.ts'
import { canEdit } from './task-rights.ts'
import { shortTask } from './task-words.ts'

export type NewTaskFields = Pick<Task, 'title' | 'projectId' | 'status' | 'assigneeId'>

export type TaskActions = {
  create(fields: NewTaskFields): Promise<Task>
  /**
   * `label` names the act where it can be taken back: "Renamed WEB-142". `seen` is what was there
   * when a person began to write; another value by now is a conflict.
   */
  edit(task: Task, fields: TaskFields, label: string, seen?: TaskFields): Promise<Task>
  /** To the top of another column. Nothing happens for the status it has already. */
  setStatus(task: Task, status: Task['status']): void
  /** To a place in a column, counted without the task itself. */
  place(task: Task, status: Task['status'], index: number): void
  remove(task: Task): Promise<void>
  /** Once more, on the version that the server has now: also "Keep mine". */
  retry(trouble: TaskTrouble): void
  /** Lets go of what was not saved: also "Use theirs". */
  discard(trouble: TaskTrouble): void
}

/** The acts on tasks as a person knows them: each is shown at once and can be taken back. */
export function useTaskActions(rows: RefObject<readonly Task[]>): TaskActions {
  const { client, me } = useSession()
  const queryClient = useQueryClient()
  const undo = useUndo()
  const announce = useAnnounce()

  return useMemo<TaskActions>(() => {
    const writer = createTaskWriter(client, queryClient)
    const column = (status: Task['status']) =>
      rows.current.filter((task) => task.status === status).sort(byPosition)
    // What failed stands on the screen with its way on; here it is only said.
    const sayFailure = (label: string) => () => announce(`Not saved: ${label}`, 'assertive')

    function edit(task: Task, fields: TaskFields, label: string, seen?: TaskFields) {
      const now = findTask(queryClient, task.id) ?? task
      const before = pick(now, fields)
      const saved = writer.edit(task.id, fields, seen ? { seen } : {})
      undo.offer({ label, undo: () => writer.edit(task.id, before).then(() => undefined) })
      saved.catch(sayFailure(label))
      return saved
    }

    function place(task: Task, status: Task['status'], index: number) {
      const places = placesFor(column(status), task.id, index)
      const known = new Map(rows.current.map((row) => [row.id, row]))
      const label = `Moved ${shortTask(task)} to ${taskStatusNames[status]}`
      const back: (() => Promise<unknown>)[] = []
      for (const { id, position } of places) {
        const row = id === task.id ? task : known.get(id)
        if (!row || !canEdit(row, me)) continue
        const fields: TaskFields =
          id === task.id && status !== task.status ? { status, position } : { position }
        const before = pick(findTask(queryClient, id) ?? row, fields)
        writer.edit(id, fields, { onOvertaken: sayOvertaken }).catch(sayFailure(label))
        back.push(() => writer.edit(id, before))
      }
      undo.offer({ label, undo: () => Promise.all(back.map((act) => act())).then(() => undefined) })
    }

    function sayOvertaken(theirs: Task) {
      const where = taskStatusNames[theirs.status]
      announce(`${theirs.ref} was moved by someone else meanwhile. It is in ${where} now.`)
    }

    function remove(task: Task): Promise<void> {
      const label = `Deleted ${shortTask(task)}`
      const gone = writer.remove(task)
      gone.then(
        () => {
          announce(`${label}. Undo with Control Z.`)
          undo.offer({ label, undo: () => writer.restore(task.id).then(() => undefined) })
        },
        () => announce(`Not deleted: ${shortTask(task)}`, 'assertive'),
      )
      return gone
    }

    function add(draft: Task): Promise<Task> {
      const saved = writer.create(draft)
      saved.then(
        (task) => {
          announce(`Added ${shortTask(task)} to ${taskStatusNames[task.status]}`)
          undo.offer({
            label: `Added ${shortTask(task)}`,
            undo: () => writer.remove(findTask(queryClient, task.id) ?? task),
          })
        },
        sayFailure(`“${draft.title}”`),
      )
      return saved
    }

    return {
      edit,
      place,
      remove,
      create: ({ title, projectId, status, assigneeId }) =>
        add(draftTask({ title, projectId, status, assigneeId }, me.id, column(status))),
      setStatus(task, status) {
        if (status === task.status) return
        place(task, status, 0)
        announce(`${shortTask(task)} moved to ${taskStatusNames[status]}`)
      },
      retry(trouble) {
        dropTrouble(queryClient, trouble.id)
        const { task, fields, kind } = trouble
        if (kind === 'create') void add(task).catch(() => undefined)
        else if (kind === 'remove') void remove(trouble.theirs ?? task).catch(() => undefined)
        else void edit(task, fields, `Changed ${shortTask(task)}`).catch(() => undefined)
      },
      discard: (trouble) => dropTrouble(queryClient, trouble.id),
    }
  }, [client, me, queryClient, undo, announce, rows])
}

/** A row to show until the server answers: it has no number yet. New tasks go on top. */
function draftTask(fields: NewTaskFields, creatorId: string, column: readonly Task[]): Task {
  const id = newId()
  const at = new Date().toISOString()
  const [place] = placesFor(column, id, 0)
  return {
    ...fields,
    id,
    number: 0,
    ref: '',
    description: '',
    creatorId,
    estimateMinutes: null,
    dueOn: null,
    position: place?.position ?? 'a0',
    completedAt: null,
    createdAt: at,
    updatedAt: at,
    version: 0,
    loggedMinutes: 0,
  }
}
