import * as stylex from '@stylexjs/stylex'
import type { Checkin } from '@worksmart/types/checkins'
import type { ReactNode } from 'react'
import { DayHeading } from './day-heading.tsx'

export type FeedItemProps = {
  row: Checkin
  /** Counted from 1 over everything that is loaded, as `aria-posinset` wants it. */
  position: number
  isCurrent: boolean
  /** Set on the first row of a day: the minutes of the whole day, null while they are not known. */
  heading?: { minutes: number | null } | undefined
  children: ReactNode
}

/**
 * The article around a row. The day's heading stands inside the first article of the day, because a
 * feed may own nothing but articles.
 */
export function FeedItem({ row, position, isCurrent, heading, children }: FeedItemProps) {
  return (
    <article
      id={`checkin-${row.id}`}
      data-checkin={row.id}
      aria-labelledby={`checkin-${row.id}-name`}
      aria-posinset={position}
      aria-setsize={-1}
      tabIndex={isCurrent ? 0 : -1}
      {...stylex.props(stylex.defaultMarker(), styles.root)}
    >
      {heading && <DayHeading day={row.workDate} minutes={heading.minutes} />}
      {children}
    </article>
  )
}

const styles = stylex.create({
  root: {
    // The ring is drawn around the row inside, so that it does not take in the day's heading.
    outline: 'none',
    scrollMarginBlock: '180px 80px',
  },
})
