import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { useEffect, useEffectEvent } from 'react'

export type RateLimitedProps = {
  /** What the api asked for; null counts as five seconds. */
  retryAfterMs: number | null
  /** False after the one automatic try: then the person decides. */
  isAutomatic: boolean
  onRetry: () => void
}

const longestWaitMs = 60_000

/** Waits as long as it was asked to, says so, and tries once by itself. */
export function RateLimited({ retryAfterMs, isAutomatic, onRetry }: RateLimitedProps) {
  const waitMs = Math.min(retryAfterMs ?? 5_000, longestWaitMs)
  const retry = useEffectEvent(onRetry)

  // A second automatic try would let two tabs feed each other's limit.
  useEffect(() => {
    if (!isAutomatic) return
    const timer = setTimeout(() => retry(), waitMs)
    return () => clearTimeout(timer)
  }, [isAutomatic, waitMs])

  const seconds = Math.max(1, Math.ceil(waitMs / 1000))
  return (
    <div role="status" {...stylex.props(styles.root)}>
      <p {...stylex.props(textStyles.base)}>
        {isAutomatic
          ? `Too many requests. Trying again by itself in ${seconds} s.`
          : 'Still too many requests. Wait a little, then try again.'}
      </p>
      {!isAutomatic && (
        <Button size="sm" onPress={onRetry}>
          Try again
        </Button>
      )}
    </div>
  )
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    backgroundColor: color.warningBg,
    borderColor: 'transparent',
    borderRadius: radius.md,
    borderStyle: 'solid',
    borderWidth: 1,
    display: 'flex',
    gap: space.s12,
    justifyContent: 'space-between',
    marginBlockEnd: space.s12,
    paddingBlock: space.s8,
    paddingInline: space.s12,
  },
})
