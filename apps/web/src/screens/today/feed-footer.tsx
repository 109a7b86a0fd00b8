import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { preferred } from '../../lib/preferences.ts'

export type FeedFooterProps = {
  rowCount: number
  hasMore: boolean
  isLoadingMore: boolean
  moreError: unknown
  pageCount: number
  onLoadMore(): void
}

/** So many pages come by themselves; then the footer stays in reach until a press asks for more. */
const pagesAtOnce = 3

export function FeedFooter(props: FeedFooterProps) {
  const { rowCount, hasMore, isLoadingMore, moreError, pageCount, onLoadMore } = props
  const [allowed, setAllowed] = useState(() => (preferred('lists') === 'whole' ? 1 : pagesAtOnce))
  const isAutomatic = hasMore && !moreError && pageCount < allowed
  const sentinel = useRef<HTMLDivElement>(null)
  const load = useEffectEvent(() => {
    if (isAutomatic && !isLoadingMore) onLoadMore()
  })

  // The sentinel reaches up over the last 30 % of the newest page, so the next one is there in time.
  // biome-ignore lint/correctness/useExhaustiveDependencies: more rows move the sentinel out and in.
  useEffect(() => {
    const element = sentinel.current
    if (!element || !isAutomatic) return
    const observer = new IntersectionObserver(
      (changes) => {
        if (changes.some((change) => change.isIntersecting)) load()
      },
      { rootMargin: '600px 0px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [rowCount, isAutomatic, isLoadingMore])

  return (
    <div ref={sentinel} {...stylex.props(styles.root)}>
      {moreError ? (
        <p role="alert" {...stylex.props(styles.line, textStyles.sm)}>
          Could not load older entries ·{' '}
          <Button size="sm" tone="quiet" onPress={onLoadMore} isPending={isLoadingMore}>
            Try again
          </Button>
        </p>
      ) : hasMore && !isAutomatic ? (
        <Button
          isPending={isLoadingMore}
          onPress={() => {
            setAllowed(pageCount + pagesAtOnce)
            onLoadMore()
          }}
        >
          Load older
        </Button>
      ) : (
        !hasMore &&
        pageCount > 1 && (
          <p {...stylex.props(styles.line, textStyles.sm, styles.end)}>That is everything.</p>
        )
      )}
    </div>
  )
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    display: 'flex',
    justifyContent: 'center',
    minHeight: 64,
    paddingBlock: space.s16,
  },
  line: { alignItems: 'center', display: 'flex', gap: space.s4, margin: 0 },
  end: { color: color.textSubtle },
})
