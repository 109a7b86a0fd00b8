import * as stylex from '@stylexjs/stylex'
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'
import type { RowsProps } from './feed.tsx'
import { withNeighbours } from './virtual-range.ts'

const rowHeight = 36
const headingHeight = 49

/** Only the rows near the window, and the current one, so that the focus is never lost. */
export function VirtualRows({ rows, currentIndex, renderItem, isFirstOfDay }: RowsProps) {
  const root = useRef<HTMLDivElement>(null)
  const [scrollMargin, setScrollMargin] = useState(0)

  // What stands above the list changes height with the bar and the strip.
  useLayoutEffect(() => {
    const measure = () => {
      if (root.current) setScrollMargin(root.current.getBoundingClientRect().top + scrollY)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])

  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => rowHeight + (isFirstOfDay(index) ? headingHeight : 0),
    overscan: 8,
    scrollMargin,
    getItemKey: (index) => rows[index]?.id ?? index,
    rangeExtractor: (range) =>
      withNeighbours(defaultRangeExtractor(range), currentIndex, rows.length),
  })

  return (
    <div ref={root} role="presentation" {...stylex.props(styles.root(virtualizer.getTotalSize()))}>
      {virtualizer.getVirtualItems().map((item) => {
        const row = rows[item.index]
        return (
          row && (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              role="presentation"
              data-index={item.index}
              {...stylex.props(styles.item(item.start - scrollMargin))}
            >
              {renderItem(row, item.index, virtualizer.isScrolling)}
            </div>
          )
        )
      })}
    </div>
  )
}

const styles = stylex.create({
  root: (height: number) => ({ height, position: 'relative' }),
  item: (top: number) => ({
    insetInline: 0,
    insetBlockStart: 0,
    position: 'absolute',
    transform: `translateY(${top}px)`,
  }),
})
