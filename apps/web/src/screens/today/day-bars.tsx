import * as stylex from '@stylexjs/stylex'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, media, radius } from '@worksmart/ui/tokens.stylex.ts'
import { longDay } from '../../lib/dates.ts'
import { formatMinutes, spokenMinutes } from '../../lib/durations.ts'
import { dailyTarget } from './summary-sums.ts'

export type DayBarsProps = {
  minutes: readonly { day: string; minutes: number }[]
  today: string
  day: string | undefined
  onDay(day: string | undefined): void
}

const height = 36
const tiny = '@media (max-width: 359.98px)'
const width = 14

/** Fourteen days, one button each: pressing a day narrows the feed to it, pressing it again ends that. */
export function DayBars({ minutes, today, day, onDay }: DayBarsProps) {
  const most = Math.max(dailyTarget(), ...minutes.map((bar) => bar.minutes))
  return (
    <fieldset {...stylex.props(styles.root)}>
      <legend {...stylex.props(styles.legend, textStyles.xs, textStyles.muted)}>
        Last 14 days
      </legend>
      {minutes.map((bar) => (
        <button
          key={bar.day}
          type="button"
          aria-pressed={bar.day === day}
          aria-label={`${longDay(bar.day)}, ${bar.minutes === 0 ? 'nothing' : spokenMinutes(bar.minutes)}`}
          title={`${longDay(bar.day)} · ${formatMinutes(bar.minutes)}`}
          onClick={() => onDay(bar.day === day ? undefined : bar.day)}
          {...stylex.props(styles.bar)}
        >
          <svg aria-hidden width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
            <rect
              x={1}
              y={height - 2}
              width={width - 2}
              height={2}
              {...stylex.props(styles.ground)}
            />
            {bar.minutes > 0 && (
              <rect
                x={1}
                y={height - barHeight(bar.minutes, most)}
                width={width - 2}
                height={barHeight(bar.minutes, most)}
                rx={2}
                {...stylex.props(
                  styles.fill,
                  bar.day === today && styles.today,
                  bar.day === day && styles.chosen,
                )}
              />
            )}
          </svg>
        </button>
      ))}
    </fieldset>
  )
}

function barHeight(minutes: number, most: number): number {
  return Math.max(3, Math.round((minutes / most) * height))
}

const styles = stylex.create({
  root: {
    borderWidth: 0,
    display: 'flex',
    // Below 360 pixels there is room for seven targets of the least size: a week in a row.
    flexWrap: { default: 'nowrap', [tiny]: 'wrap' },
    margin: 0,
    maxWidth: { default: 'none', [tiny]: 7 * 36 },
    minWidth: 0,
    padding: 0,
  },
  legend: { padding: 0 },
  bar: {
    alignItems: 'flex-end',
    backgroundColor: 'transparent',
    borderColor: { default: 'transparent', ':is([aria-pressed="true"])': color.accent },
    borderRadius: radius.sm,
    borderStyle: 'solid',
    borderWidth: 1,
    boxSizing: 'border-box',
    cursor: 'pointer',
    display: 'inline-flex',
    flexShrink: 1,
    height: { default: 40, [media.coarse]: 44 },
    justifyContent: 'center',
    minWidth: 24,
    outlineColor: color.focus,
    outlineOffset: 0,
    outlineStyle: { default: 'none', ':focus-visible': 'solid' },
    outlineWidth: 2,
    padding: 0,
    width: { default: 24, [tiny]: 36 },
  },
  ground: { fill: color.border },
  fill: { fill: color.borderStrong },
  today: { fill: color.accent },
  chosen: { fill: color.accent },
})
