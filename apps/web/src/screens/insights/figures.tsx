import * as stylex from '@stylexjs/stylex'
import type { CheckinStats } from '@worksmart/types/checkins'
import { Card } from '@worksmart/ui/card.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { media, space } from '@worksmart/ui/tokens.stylex.ts'
import { VisuallyHidden } from '@worksmart/ui/visually-hidden.tsx'
import { formatMinutes, spokenMinutes } from '../../lib/durations.ts'

export type FiguresProps = {
  stats: CheckinStats
  before: CheckinStats | undefined
  days: number
}

/** The period in four figures. Each is the api's own sum. */
export function Figures({ stats, before, days }: FiguresProps) {
  const [topTag] = stats.byTag
  const loose = stats.byProject.find(({ projectId }) => projectId === null)
  const workedDays = stats.byDay.length
  const perDay = workedDays === 0 ? 0 : Math.round(stats.minutes / workedDays)
  return (
    <dl {...stylex.props(styles.root)}>
      <Figure name={`Last ${days} days`} note={before ? comparedWith(stats, before, days) : ' '}>
        <Time minutes={stats.minutes} />
      </Figure>
      <Figure name="A day" note={`${workedDays} ${workedDays === 1 ? 'day' : 'days'} with time`}>
        <Time minutes={perDay} />
      </Figure>
      <Figure name="Top tag" note={topTag ? formatMinutes(topTag.minutes) : 'No tags yet'}>
        {topTag ? `#${topTag.tag}` : '–'}
      </Figure>
      <Figure name="Without a project" note={shareOf(loose?.minutes ?? 0, stats.minutes)}>
        <Time minutes={loose?.minutes ?? 0} />
      </Figure>
    </dl>
  )
}

function comparedWith({ minutes }: CheckinStats, before: CheckinStats, days: number): string {
  const difference = minutes - before.minutes
  if (difference === 0) return `as much as the ${days} days before`
  const words = formatMinutes(Math.abs(difference))
  return `${words} ${difference > 0 ? 'more' : 'less'} than the ${days} days before`
}

function shareOf(part: number, whole: number): string {
  return whole === 0 ? 'of nothing yet' : `${Math.round((part / whole) * 100)} % of the time`
}

type FigureProps = { name: string; note: string; children: React.ReactNode }

function Figure({ name, note, children }: FigureProps) {
  return (
    <Card padding="sm">
      <dt {...stylex.props(textStyles.xs, textStyles.muted)}>{name}</dt>
      <dd {...stylex.props(styles.value)}>
        <span
          dir="auto"
          {...stylex.props(
            textStyles.lg,
            textStyles.semibold,
            textStyles.numeric,
            textStyles.truncate,
            styles.block,
          )}
        >
          {children}
        </span>
        <span {...stylex.props(textStyles.xs, textStyles.subtle, styles.block)}>{note}</span>
      </dd>
    </Card>
  )
}

function Time({ minutes }: { minutes: number }) {
  return (
    <>
      <span aria-hidden>{formatMinutes(minutes)}</span>
      <VisuallyHidden>{spokenMinutes(minutes)}</VisuallyHidden>
    </>
  )
}

const styles = stylex.create({
  root: {
    display: 'grid',
    gap: { default: space.s16, [media.narrow]: space.s8 },
    gridTemplateColumns: {
      default: 'repeat(4, minmax(0, 1fr))',
      [media.narrow]: 'minmax(0, 1fr) minmax(0, 1fr)',
    },
    margin: 0,
  },
  value: { margin: 0 },
  block: { display: 'block' },
})
