import * as stylex from '@stylexjs/stylex'
import type { CheckinStats } from '@worksmart/types/checkins'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { TagChip } from '@worksmart/ui/tag-chip.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, media, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { weekStart } from '../../lib/dates.ts'
import { formatMinutes, spokenMinutes } from '../../lib/durations.ts'
import { DayBars } from './day-bars.tsx'
import { dailyTarget, minutesByDay, minutesSince, topTags } from './summary-sums.ts'

export type SummaryStripProps = {
  /** Sums from 13 days ago to today; undefined while the first answer is awaited. */
  sums: CheckinStats | undefined
  today: string
  /** The day the feed is narrowed to, if any. */
  day: string | undefined
  tag: string | undefined
  isTeam: boolean
  onDay(day: string | undefined): void
  onTag(tag: string | undefined): void
}

/** How the day and the fortnight stand. Each number is exact, whatever part of the feed is loaded. */
export function SummaryStrip(props: SummaryStripProps) {
  const { sums, today, day, tag, isTeam, onDay, onTag } = props
  const target = dailyTarget()
  const worked = sums && minutesSince(sums, today)
  const week = sums && minutesSince(sums, weekStart(today))
  return (
    <section aria-label="Summary" aria-busy={sums === undefined} {...stylex.props(styles.root)}>
      <Figure
        label={isTeam ? 'Team today' : 'Today'}
        minutes={worked}
        note={isTeam ? null : `of ${formatMinutes(target)}`}
        spokenNote={isTeam ? null : `of ${spokenMinutes(target)}`}
      />
      <Figure label="This week" minutes={week} note={null} spokenNote={null} />
      <DayBars minutes={minutesByDay(sums, today)} today={today} day={day} onDay={onDay} />
      {sums && sums.byTag.length > 0 && (
        <fieldset {...stylex.props(styles.tags)}>
          <legend {...stylex.props(styles.legend, textStyles.xs, textStyles.muted)}>
            Top tags
          </legend>
          {topTags(sums, 5).map(({ tag: name, minutes }) => (
            <button
              key={name}
              type="button"
              aria-pressed={tag === name}
              aria-label={`${name}, ${spokenMinutes(minutes)}`}
              title={`${formatMinutes(minutes)} in 14 days`}
              onClick={() => onTag(tag === name ? undefined : name)}
              {...stylex.props(styles.tag, tag === name && styles.tagOn, focusRing.native)}
            >
              <TagChip tag={name} />
            </button>
          ))}
        </fieldset>
      )}
    </section>
  )
}

type FigureProps = {
  label: string
  minutes: number | undefined
  note: string | null
  spokenNote: string | null
}

function Figure({ label, minutes, note, spokenNote }: FigureProps) {
  const spoken = minutes === undefined ? 'loading' : spokenMinutes(minutes)
  return (
    <p
      role="img"
      aria-label={`${label}: ${[spoken, spokenNote].filter(Boolean).join(' ')}`}
      {...stylex.props(styles.figure)}
    >
      <span {...stylex.props(textStyles.xs, textStyles.muted)}>{label}</span>
      <span
        {...stylex.props(textStyles.lg, textStyles.semibold, textStyles.numeric, styles.number)}
      >
        {minutes === undefined ? '–' : formatMinutes(minutes)}
        {note && (
          <span {...stylex.props(textStyles.sm, textStyles.regular, textStyles.subtle)}>
            {' '}
            {note}
          </span>
        )}
      </span>
    </p>
  )
}

const styles = stylex.create({
  root: {
    alignItems: 'flex-start',
    columnGap: { default: space.s32, [media.narrow]: space.s20 },
    display: 'flex',
    flexWrap: 'wrap',
    minHeight: 52,
    paddingBlock: space.s12,
    // Fourteen days of 24 pixels each need what a phone of 360 has.
    paddingInline: { default: space.s8, '@media (max-width: 375.98px)': 0 },
    rowGap: space.s12,
  },
  figure: { display: 'grid', margin: 0, minWidth: 96 },
  number: { whiteSpace: 'nowrap' },
  tags: {
    alignItems: 'center',
    borderWidth: 0,
    display: 'flex',
    flexWrap: 'wrap',
    gap: space.s4,
    margin: 0,
    // The chips stand below the words, and the room around them left of it.
    marginInlineStart: -3,
    minWidth: 0,
    padding: 0,
  },
  legend: { marginBlockEnd: space.s4, marginInlineStart: 3, padding: 0 },
  tag: {
    backgroundColor: 'transparent',
    borderColor: 'transparent',
    borderRadius: radius.md,
    borderStyle: 'solid',
    borderWidth: 1,
    cursor: 'pointer',
    display: 'inline-flex',
    minHeight: { default: 24, [media.coarse]: 44 },
    alignItems: 'center',
    padding: space.s2,
  },
  tagOn: { borderColor: color.accent },
})
