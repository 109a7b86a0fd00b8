import type { Task } from '@worksmart/types/tasks'
import { generateNKeysBetween } from 'fractional-indexing'

export type Place = Pick<Task, 'id' | 'position'>

/** The order of the board. Tasks of two projects may share a position; the id then decides. */
export function byPosition(a: Place, b: Place): number {
  if (a.position !== b.position) return a.position < b.position ? -1 : 1
  return a.id < b.id ? -1 : 1
}

/**
 * The new positions that bring a task to `index` of a sorted column, counted without the task. It
 * is one position, unless neighbours share theirs: between two equal ones there is no room, so
 * those behind move up too.
 */
export function placesFor(column: readonly Place[], id: string, index: number): Place[] {
  const rest = column.filter((place) => place.id !== id)
  const before = rest[index - 1]?.position ?? null
  let end = index
  for (let next = rest[end]; next && before !== null && next.position <= before; next = rest[end]) {
    end += 1
  }
  const after = rest[end]?.position ?? null
  const moved = [id, ...rest.slice(index, end).map((place) => place.id)]
  const keys = generateNKeysBetween(before, after, moved.length)
  return moved.flatMap((one, at) => {
    const position = keys[at]
    return position === undefined ? [] : [{ id: one, position }]
  })
}
