import * as stylex from '@stylexjs/stylex'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, media, space } from '@worksmart/ui/tokens.stylex.ts'
import { VisuallyHidden } from '@worksmart/ui/visually-hidden.tsx'
import { formatDay } from '../../lib/dates.ts'
import { formatMinutes, spokenMinutes } from '../../lib/durations.ts'
import { useTodayContext } from './today-context.tsx'

export type DayHeadingProps = {
  day: string
  /** Of the whole day, whether its rows are loaded or not. Null while it is not known. */
  minutes: number | null
}

export function DayHeading({ day, minutes }: DayHeadingProps) {
  const { today } = useTodayContext()
  return (
    <h2 {...stylex.props(styles.root, textStyles.sm, textStyles.semibold)}>
      <span>{formatDay(day, today)}</span>
      {minutes !== null && (
        <span {...stylex.props(styles.total, textStyles.numeric, textStyles.medium)}>
          <span aria-hidden>{formatMinutes(minutes)}</span>
          <VisuallyHidden>, {spokenMinutes(minutes)}</VisuallyHidden>
        </span>
      )}
    </h2>
  )
}

const wideTouch = '@media (pointer: coarse) and (min-width: 768px)'

const styles = stylex.create({
  root: {
    alignItems: 'baseline',
    borderBlockEndColor: color.border,
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    color: color.text,
    display: 'flex',
    gap: space.s8,
    justifyContent: 'space-between',
    marginBlock: '20px 4px',
    paddingBlockEnd: space.s4,
    paddingInline: space.s8,
  },
  // Over the right edge of the rows' words, beside which their buttons have room.
  total: {
    color: color.textMuted,
    paddingInlineEnd: { default: 92, [media.narrow]: 0, [wideTouch]: 116 },
  },
})
