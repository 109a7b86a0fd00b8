import type { RowsProps } from './feed.tsx'

/** Every row in the document, which is what find-in-page and screen readers like best. */
export function PlainRows({ rows, renderItem }: RowsProps) {
  return rows.map((row, index) => renderItem(row, index, false))
}
