import type { QueryClient } from '@tanstack/react-query'
import type { NewTask, Task } from '@worksmart/types/tasks'
import { ApiProblem, type Client, etagOf } from './client.ts'
import { addTask, changeTask, dropTask, findTask } from './task-cache.ts'
import { addTrouble } from './task-troubles.ts'

/** What a person changes of a task. */
export type TaskFields = Partial<
  Pick<
    Task,
    | 'title'
    | 'description'
    | 'status'
    | 'assigneeId'
    | 'projectId'
    | 'estimateMinutes'
    | 'dueOn'
    | 'position'
  >
>

export type TaskWriter = {
  /** Shows `task` at once. Its id is also the idempotency key, so a retry cannot make two. */
  create(task: Task): Promise<Task>
  /** Shows the fields at once; the promise is the saved task. */
  edit(id: string, fields: TaskFields, options?: EditOptions): Promise<Task>
  remove(task: Task): Promise<void>
  restore(id: string): Promise<Task>
}

export type EditOptions = {
  /** On a conflict the server's row wins and this is called with it; no question is asked. */
  onOvertaken?: (theirs: Task) => void
  /** What the person wrote over, when that was some time ago: another value by now is a conflict. */
  seen?: TaskFields
}

/**
 * Sends the writes of one task one after the other, each with the version that the last one made,
 * so that two quick key presses do not conflict with each other. Every failure is kept as a
 * trouble with what the person wrote, and rejects.
 */
export function createTaskWriter(client: Client, queryClient: QueryClient): TaskWriter {
  const turns = new Map<string, Promise<unknown>>()
  const waiting = new Map<string, TaskFields[]>()

  function inTurn<T>(id: string, act: () => Promise<T>): Promise<T> {
    const turn = (turns.get(id) ?? Promise.resolve()).then(act, act)
    turns.set(id, turn)
    const end = () => {
      if (turns.get(id) !== turn) return
      turns.delete(id)
      if (turns.size === 0) renew(queryClient, id)
    }
    turn.then(end, end)
    return turn
  }

  async function begin() {
    // An answer that was asked for before this act would show the row as it was.
    await queryClient.cancelQueries({ queryKey: ['tasks'] })
  }

  function settle(saved: Task) {
    const later = Object.assign({}, ...(waiting.get(saved.id) ?? []))
    changeTask(queryClient, saved.id, () => ({ ...saved, ...later }))
  }

  return {
    create(task) {
      void begin()
      addTask(queryClient, task)
      return inTurn(task.id, async () => {
        try {
          const saved = await client.request<Task>('POST', '/tasks', {
            body: bodyOf(task),
            idempotencyKey: task.id,
          })
          settle(saved)
          return saved
        } catch (error) {
          dropTask(queryClient, task.id)
          addTrouble(queryClient, { kind: 'create', task, fields: {}, theirs: null, error })
          throw error
        }
      })
    },

    edit(id, fields, options = {}) {
      const { onOvertaken, seen } = options
      const shown = findTask(queryClient, id)
      // It may be on its way back: an undo of its deletion that has not been answered yet.
      const turn = turns.get(id)
      if (!shown && turn) return turn.then(() => this.edit(id, fields, options))
      if (!shown) return Promise.reject(gone())
      if (seen && !isSame(seen, pick(shown, seen))) {
        const error = new ApiProblem({ status: 412, code: 'version.stale' })
        const task = { ...shown, ...fields }
        addTrouble(queryClient, { kind: 'edit', task, fields, theirs: shown, error })
        return Promise.reject(error)
      }
      const before = pick(shown, fields)
      void begin()
      changeTask(queryClient, id, (task) => ({ ...task, ...fields }))
      const queue = waiting.get(id) ?? []
      waiting.set(id, [...queue, fields])
      return inTurn(id, async () => {
        waiting.set(
          id,
          (waiting.get(id) ?? []).filter((other) => other !== fields),
        )
        const base = findTask(queryClient, id) ?? shown
        try {
          const saved = await sendEdit(client, base, fields, before)
          settle(saved)
          return saved
        } catch (error) {
          const theirs = staleRow(error)
          if (theirs) settle(theirs)
          else
            changeTask(queryClient, id, (task) => ({ ...task, ...unchanged(task, fields, before) }))
          if (theirs && onOvertaken) {
            onOvertaken(theirs)
            return theirs
          }
          const task = { ...(theirs ?? shown), ...fields }
          addTrouble(queryClient, { kind: 'edit', task, fields, theirs, error })
          throw error
        }
      })
    },

    remove(task) {
      void begin()
      dropTask(queryClient, task.id)
      return inTurn(task.id, async () => {
        const now = findTask(queryClient, task.id) ?? task
        try {
          await client.request<void>('DELETE', `/tasks/${task.id}`, { ifMatch: etagOf(now) })
          queryClient.removeQueries({ queryKey: ['tasks', 'ref', task.ref] })
        } catch (error) {
          const theirs = staleRow(error)
          addTask(queryClient, theirs ?? now)
          addTrouble(queryClient, { kind: 'remove', task, fields: {}, theirs, error })
          throw error
        }
      })
    },

    restore: (id) =>
      inTurn(id, async () => {
        const back = await client.request<Task>('POST', `/tasks/${id}/restore`)
        addTask(queryClient, back)
        return back
      }),
  }
}

function gone(): ApiProblem {
  return new ApiProblem({ status: 404, code: 'task.not_found' })
}

/** A 412 about other fields than these is no conflict: the write is repeated on the new version. */
async function sendEdit(
  client: Client,
  base: Task,
  fields: TaskFields,
  before: TaskFields,
): Promise<Task> {
  const send = (row: Task) =>
    client.request<Task>('PATCH', `/tasks/${base.id}`, { body: fields, ifMatch: etagOf(row) })
  try {
    return await send(base)
  } catch (error) {
    const theirs = staleRow(error)
    if (!theirs || !isSame(pick(theirs, fields), before)) throw error
    return send(theirs)
  }
}

function staleRow(error: unknown): Task | null {
  if (!(error instanceof ApiProblem) || error.status !== 412) return null
  const { current } = error
  return typeof current === 'object' && current !== null && 'ref' in current
    ? (current as Task)
    : null
}

/** The values that a task has in the fields that another object names. */
export function pick(task: Task, fields: TaskFields): TaskFields {
  const names = Object.keys(fields) as (keyof TaskFields)[]
  return Object.fromEntries(names.map((name) => [name, task[name]]))
}

function isSame(a: TaskFields, b: TaskFields): boolean {
  return Object.entries(a).every(([name, value]) => b[name as keyof TaskFields] === value)
}

// Only what this act wrote is taken back; a later act on the same field stays.
function unchanged(task: Task, fields: TaskFields, before: TaskFields): TaskFields {
  const names = Object.keys(fields) as (keyof TaskFields)[]
  return Object.fromEntries(
    names.filter((name) => task[name] === fields[name]).map((name) => [name, before[name]]),
  )
}

function bodyOf(task: Task): NewTask {
  const { id, projectId, title, status, assigneeId, position } = task
  return { id, projectId, title, status, position, ...(assigneeId ? { assigneeId } : {}) }
}

// The rows are as the api answered them; sums and other views are asked for again when shown.
function renew(queryClient: QueryClient, id: string): void {
  const quietly = { refetchType: 'none' } as const
  void queryClient.invalidateQueries({ queryKey: ['tasks'], ...quietly })
  void queryClient.invalidateQueries({ queryKey: ['projects'], ...quietly })
  void queryClient.invalidateQueries({ queryKey: ['tasks', 'of-project'] })
  void queryClient.invalidateQueries({ queryKey: ['project-summary'] })
  void queryClient.invalidateQueries({ queryKey: ['history', id] })
  void queryClient.invalidateQueries({ queryKey: ['checkins', 'of-task', id] })
}
