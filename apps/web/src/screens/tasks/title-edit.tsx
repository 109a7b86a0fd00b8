import * as stylex from '@stylexjs/stylex'
import { limits } from '@worksmart/types/limits'
import type { Task } from '@worksmart/types/tasks'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { useEffect, useRef, useState } from 'react'
import { inputStyles } from './input-styles.ts'
import { shortTask } from './task-words.ts'
import { useTasksContext } from './tasks-context.tsx'

/** The title as a field in its own place. Enter and leaving save, Escape leaves it as it was. */
export function TitleEdit({ task, onDone }: { task: Task; onDone(): void }) {
  const { actions } = useTasksContext()
  const [seen] = useState({ title: task.title })
  const [title, setTitle] = useState(task.title)
  const isOver = useRef(false)
  const input = useRef<HTMLInputElement>(null)

  // The person asked to write, so the caret goes where writing happens.
  useEffect(() => input.current?.select(), [])

  function end(isSaved: boolean) {
    if (isOver.current) return
    isOver.current = true
    const next = title.trim()
    if (isSaved && next !== '' && next !== seen.title) {
      actions.edit(task, { title: next }, `Renamed ${shortTask(task)}`, seen).catch(() => undefined)
    }
    onDone()
  }

  return (
    <input
      ref={input}
      aria-label={`Title of ${task.ref}`}
      dir="auto"
      value={title}
      maxLength={limits.taskTitle}
      onChange={(event) => setTitle(event.target.value)}
      onBlur={() => end(true)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        end(event.key === 'Enter')
      }}
      {...stylex.props(inputStyles.field, inputStyles.wide, focusRing.native)}
    />
  )
}
