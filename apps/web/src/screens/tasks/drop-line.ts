import type { Task } from '@worksmart/types/tasks'

/** A place in a column, counted without the task that moves. */
export type Drop = { status: Task['status']; index: number }

/** The cards of a column as they stand, without the one that moves. */
export function cardsOf(board: HTMLElement, status: string, movingId: string): HTMLElement[] {
  const cards = board.querySelectorAll<HTMLElement>(`[data-column="${status}"] [data-task]`)
  return [...cards].filter((card) => card.dataset.task !== movingId)
}

/** Where a task would land that is let go at this point of the window; null outside the board. */
export function dropAt(board: HTMLElement, movingId: string, x: number, y: number): Drop | null {
  const columns = [...board.querySelectorAll<HTMLElement>('[data-column]')]
  const column = columns.find((one) => {
    const { left, right } = one.getBoundingClientRect()
    return x >= left - 6 && x <= right + 6
  })
  const status = column?.dataset.column as Task['status'] | undefined
  if (status === undefined) return null
  const cards = cardsOf(board, status, movingId)
  // The cards stand in order, so half of them can be ruled out with each look.
  let low = 0
  let high = cards.length
  while (low < high) {
    const middle = (low + high) >> 1
    const box = cards[middle]?.getBoundingClientRect()
    if (box && y > box.top + box.height / 2) low = middle + 1
    else high = middle
  }
  return { status, index: low }
}

/**
 * Draws where the task would land. The line is moved by hand: nothing of the board is drawn again
 * while something is dragged over it.
 */
export function showLine(
  board: HTMLElement,
  line: HTMLElement,
  movingId: string,
  drop: Drop,
): void {
  const column = board.querySelector<HTMLElement>(`[data-column="${drop.status}"]`)
  const list = column?.querySelector('ul')
  if (!column || !list) return
  const cards = cardsOf(board, drop.status, movingId)
  const after = cards[drop.index]?.getBoundingClientRect()
  const before = cards[drop.index - 1]?.getBoundingClientRect()
  const box = board.getBoundingClientRect()
  const columnBox = column.getBoundingClientRect()
  const y = after
    ? after.top - 4
    : before
      ? before.bottom + 2
      : list.getBoundingClientRect().top + 4
  line.hidden = false
  line.style.width = `${columnBox.width - 16}px`
  line.style.transform = `translate(${columnBox.left - box.left + board.scrollLeft + 8}px, ${y - box.top}px)`
}
