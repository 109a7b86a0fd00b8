/**
 * Postgres writes `2026-11-07 12:54:00.5+00` in a UTC session; everything outside the database says
 * `2026-11-07T12:54:00.500Z`. Rewritten by position, because fifty trips through `Date` cost 80 µs.
 */
export function toInstant(stamp: string): string {
  const fraction = stamp.length > 22 ? stamp.slice(20, stamp.indexOf('+', 19)) : ''
  return `${stamp.slice(0, 10)}T${stamp.slice(11, 19)}.${fraction.padEnd(3, '0')}Z`
}

export function toInstantOrNull(stamp: string | null): string | null {
  return stamp === null ? null : toInstant(stamp)
}
