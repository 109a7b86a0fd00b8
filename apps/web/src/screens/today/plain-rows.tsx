import { useDeferredValue } from 'react'
import type { RowsProps } from './feed.tsx'

/** Every row in the document, which is what find-in-page and screen readers like best. */
export function PlainRows({ rows, renderItem }: RowsProps) {
  // The first paint waits for what a row says; its controls, which show when it is pointed at, follow.
  const isFirst = useDeferredValue(false, true)
  return rows.map((row, index) => renderItem(row, index, isFirst))
}
