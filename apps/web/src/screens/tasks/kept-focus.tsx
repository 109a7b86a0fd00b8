import { type RefObject, useEffect } from 'react'
import { focusTask } from './task-focus.ts'

/** Stands behind a view of the tasks: the task that had the focus in the other view has it again. */
export function KeptFocus({ id }: { id: RefObject<string | null> }) {
  // The rows or cards are in the page only once they are mounted.
  useEffect(() => {
    if (id.current !== null) focusTask(id.current)
    id.current = null
  }, [id])
  return null
}
