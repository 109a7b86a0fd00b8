/** The indexes to mount, in order: those in sight, and the current row with its two neighbours. */
export function withNeighbours(
  inSight: readonly number[],
  current: number,
  count: number,
): number[] {
  if (current < 0) return [...inSight]
  const near = [current - 1, current, current + 1].filter((index) => index >= 0 && index < count)
  return [...new Set([...inSight, ...near])].sort((a, b) => a - b)
}
