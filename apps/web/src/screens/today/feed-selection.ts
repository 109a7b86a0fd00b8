import type { Checkin } from '@worksmart/types/checkins'

/** At most so many rows are changed in one act. */
export const bulkLimit = 50

export function toggled(selected: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(selected)
  if (!next.delete(id)) next.add(id)
  return next
}

export function withRow(selected: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return selected.has(id) ? selected : new Set(selected).add(id)
}

/** The selected rows in feed order. A row that is gone or may not be edited drops out. */
export function selectedRows(
  rows: readonly Checkin[],
  selected: ReadonlySet<string>,
  canEdit: (row: Checkin) => boolean,
): Checkin[] {
  if (selected.size === 0) return []
  return rows.filter((row) => selected.has(row.id) && canEdit(row)).slice(0, bulkLimit)
}
