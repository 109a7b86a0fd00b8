import * as stylex from '@stylexjs/stylex'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color } from '@worksmart/ui/tokens.stylex.ts'
import { formatMinutes } from '../../lib/durations.ts'

export type BudgetLineProps = {
  minutes: number
  /** Null draws nothing: without a budget there is no part of it. */
  budgetMinutes: number | null
}

/** How much of the budget is used, in words and as a line. */
export function BudgetLine({ minutes, budgetMinutes }: BudgetLineProps) {
  if (budgetMinutes === null) return null
  const part = Math.round((minutes / budgetMinutes) * 100)
  const isOver = minutes > budgetMinutes
  return (
    <span {...stylex.props(styles.root)}>
      <svg aria-hidden width="100%" height={4} {...stylex.props(styles.line)}>
        <rect width="100%" height={4} rx={2} {...stylex.props(styles.track)} />
        <rect
          width={`${Math.min(part, 100)}%`}
          height={4}
          rx={2}
          {...stylex.props(isOver ? styles.over : styles.used)}
        />
      </svg>
      <span
        {...stylex.props(
          textStyles.xs,
          textStyles.numeric,
          isOver ? styles.words : textStyles.subtle,
        )}
      >
        {formatMinutes(minutes)} of {formatMinutes(budgetMinutes)}
        {isOver ? `, ${formatMinutes(minutes - budgetMinutes)} over` : ''}
      </span>
    </span>
  )
}

const styles = stylex.create({
  root: { display: 'grid', minWidth: 96 },
  line: { display: 'block' },
  track: { fill: color.hover },
  used: { fill: color.accent },
  over: { fill: color.warning },
  words: { color: color.warning },
})
