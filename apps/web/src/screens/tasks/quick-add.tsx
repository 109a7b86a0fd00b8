import * as stylex from '@stylexjs/stylex'
import { limits } from '@worksmart/types/limits'
import type { Task } from '@worksmart/types/tasks'
import { Button } from '@worksmart/ui/button.tsx'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { media, space } from '@worksmart/ui/tokens.stylex.ts'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { taskStatusNames } from '../../lib/status-words.ts'
import type { TasksSearch } from '../../lib/tasks-search.ts'
import { inputStyles } from './input-styles.ts'
import { useQuickAdd } from './quick-add-state.tsx'
import { useTasksContext } from './tasks-context.tsx'

export type QuickAddProps = { status: Task['status']; search: TasksSearch }

const lastProjectKey = 'worksmart.last-task-project'

/** A title and Enter make a task; the field stays open for the next one. */
export function QuickAdd({ status, search }: QuickAddProps) {
  const { me, openProjects, assignable, actions } = useTasksContext()
  const { setAdding } = useQuickAdd()
  const [title, setTitle] = useState('')
  const [chosen, setChosen] = useState(lastProject)
  const input = useRef<HTMLInputElement>(null)
  const known = [search.project, chosen].find((id) => openProjects.some((one) => one.id === id))
  const projectId = known ?? openProjects[0]?.id

  // The person asked to write, so the caret goes where writing happens.
  useEffect(() => input.current?.focus(), [])

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (title.trim() === '' || projectId === undefined) return
    const wanted = search.assignee === 'me' ? me.id : search.assignee
    const assigneeId = assignable.find(({ id }) => id === wanted)?.id ?? null
    // A refusal shows above the list with what was typed.
    actions.create({ title: title.trim(), projectId, status, assigneeId }).catch(() => undefined)
    setTitle('')
  }

  return (
    <form
      aria-label={`New task in ${taskStatusNames[status]}`}
      onSubmit={handleSubmit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        setAdding(null)
      }}
      {...stylex.props(styles.root)}
    >
      <input
        ref={input}
        aria-label="Title"
        placeholder="What is to be done?"
        dir="auto"
        value={title}
        maxLength={limits.taskTitle}
        onChange={(event) => setTitle(event.target.value)}
        {...stylex.props(inputStyles.field, styles.title, focusRing.native)}
      />
      {search.project !== projectId && (
        <select
          aria-label="Project"
          value={projectId}
          onChange={(event) => {
            setChosen(event.target.value)
            rememberProject(event.target.value)
          }}
          {...stylex.props(inputStyles.field, styles.project, focusRing.native)}
        >
          {openProjects.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      <Button type="submit" size="sm" tone="primary">
        Add
      </Button>
      <Button size="sm" tone="quiet" onPress={() => setAdding(null)}>
        Close
      </Button>
    </form>
  )
}

function lastProject(): string | null {
  try {
    return localStorage.getItem(lastProjectKey)
  } catch {
    return null
  }
}

function rememberProject(id: string): void {
  try {
    localStorage.setItem(lastProjectKey, id)
  } catch {
    // Without storage the first project is offered again.
  }
}

const styles = stylex.create({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: space.s8,
    paddingBlock: space.s6,
    paddingInline: space.s8,
  },
  title: { flexBasis: 160, flexGrow: 1 },
  project: { maxWidth: { default: 180, [media.phone]: 140 } },
})
