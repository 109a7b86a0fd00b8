import * as stylex from '@stylexjs/stylex'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { formatMinutes } from '../../lib/durations.ts'

export type BudgetLineProps = {
  minutes: number
  /** Null draws nothing: without a budget there is no part of it. */
  budgetMinutes: number | null
}

/** How much of the budget is used, as a line with the time that is left or over. */
export function BudgetLine({ minutes, budgetMinutes }: BudgetLineProps) {
  if (budgetMinutes === null) return null
  const left = budgetMinutes - minutes
  return (
    <span {...stylex.props(styles.root)}>
      <svg aria-hidden width="100%" height={4} {...stylex.props(styles.line)}>
        <rect width="100%" height={4} rx={2} {...stylex.props(styles.track)} />
        <rect
          width={`${Math.min(Math.round((minutes / budgetMinutes) * 100), 100)}%`}
          height={4}
          rx={2}
          {...stylex.props(left < 0 ? styles.over : styles.used)}
        />
      </svg>
      <span
        {...stylex.props(
          textStyles.xs,
          textStyles.regular,
          textStyles.numeric,
          left < 0 ? styles.words : textStyles.subtle,
        )}
      >
        {left < 0
          ? `${formatMinutes(-left)} over ${formatMinutes(budgetMinutes)}`
          : `${formatMinutes(left)} left of ${formatMinutes(budgetMinutes)}`}
      </span>
    </span>
  )
}

const styles = stylex.create({
  root: {
    display: 'grid',
    minWidth: 'min(160px, 100%)',
    paddingBlockStart: space.s4,
    rowGap: space.s2,
  },
  line: { display: 'block' },
  track: { fill: color.hover },
  used: { fill: color.accent },
  over: { fill: color.warning },
  words: { color: color.warning },
})
