/** Focuses the row or card of a task, wherever it stands now. False when it is not shown. */
export function focusTask(id: string): boolean {
  const element = document.querySelector<HTMLElement>(`[data-task="${id}"]`)
  element?.focus()
  return element !== null
}
