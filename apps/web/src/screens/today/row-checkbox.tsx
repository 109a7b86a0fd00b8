import * as stylex from '@stylexjs/stylex'
import type { Checkin } from '@worksmart/types/checkins'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { color, media } from '@worksmart/ui/tokens.stylex.ts'
import { shortActivity } from './feed-words.ts'

export type RowCheckboxProps = {
  row: Checkin
  isShown: boolean
  isChecked: boolean
  onToggle(row: Checkin): void
}

/** A plain checkbox: a feed may hold thousands of rows, and the browser's own is the cheapest. */
export function RowCheckbox({ row, isShown, isChecked, onToggle }: RowCheckboxProps) {
  if (!isShown) return <span {...stylex.props(styles.place)} />
  return (
    <input
      type="checkbox"
      tabIndex={-1}
      aria-label={`Select check-in ${shortActivity(row)}`}
      checked={isChecked}
      onChange={() => onToggle(row)}
      {...stylex.props(styles.place, styles.box, isChecked && styles.checked, focusRing.native)}
    />
  )
}

const styles = stylex.create({
  place: { display: { default: 'block', [media.narrow]: 'none' }, gridArea: 'check' },
  box: {
    accentColor: color.accent,
    height: 16,
    margin: '10px 2px',
    opacity: {
      default: 0,
      ':focus-visible': 1,
      [stylex.when.ancestor(':hover')]: 1,
      [stylex.when.ancestor(':focus-within')]: 1,
    },
    width: 16,
  },
  checked: { opacity: 1 },
})
