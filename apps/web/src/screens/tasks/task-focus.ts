/** Focuses the row or card of a task, wherever it stands now. False when it is not shown. */
export function focusTask(id: string): boolean {
  const element = document.querySelector<HTMLElement>(`[data-task="${id}"]`)
  element?.focus()
  return element !== null
}

/** The id of the task whose row or card has the focus, or a control in it. */
export function focusedTask(): string | null {
  return document.activeElement?.closest('[data-task]')?.getAttribute('data-task') ?? null
}
