import * as stylex from '@stylexjs/stylex'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { VisuallyHidden } from '@worksmart/ui/visually-hidden.tsx'
import { formatMinutes, spokenMinutes } from '../../lib/durations.ts'

export type ShareListProps = {
  rows: readonly {
    id: string
    name: string
    minutes: number
    /** An estimate to stand beside the time, null when there is none. */
    ofMinutes: number | null
  }[]
  none: string
}

/** Who or what the time belongs to, the most first, each with a line as long as its part. */
export function ShareList({ rows, none }: ShareListProps) {
  const most = Math.max(1, ...rows.map(({ minutes }) => minutes))
  if (rows.length === 0) {
    return <p {...stylex.props(textStyles.sm, textStyles.subtle, styles.none)}>{none}</p>
  }
  return (
    <ul {...stylex.props(styles.list)}>
      {rows.map(({ id, name, minutes, ofMinutes }) => (
        <li key={id}>
          <span {...stylex.props(styles.line, textStyles.sm)}>
            <span dir="auto" title={name} {...stylex.props(textStyles.truncate)}>
              {name}
            </span>
            <span {...stylex.props(textStyles.numeric, textStyles.muted, styles.time)}>
              <span aria-hidden>
                {formatMinutes(minutes)}
                {ofMinutes === null ? '' : ` of ${formatMinutes(ofMinutes)}`}
              </span>
              <VisuallyHidden>
                {spokenMinutes(minutes)}
                {ofMinutes === null ? '' : ` of ${spokenMinutes(ofMinutes)}`}
              </VisuallyHidden>
            </span>
          </span>
          <svg aria-hidden width="100%" height={4} {...stylex.props(styles.bar)}>
            <rect
              width={`${Math.round((minutes / most) * 100)}%`}
              height={4}
              rx={2}
              {...stylex.props(styles.fill)}
            />
          </svg>
        </li>
      ))}
    </ul>
  )
}

const styles = stylex.create({
  list: {
    display: 'grid',
    gap: space.s8,
    gridTemplateColumns: 'minmax(0, 1fr)',
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  line: { display: 'flex', gap: space.s12, justifyContent: 'space-between' },
  time: { whiteSpace: 'nowrap' },
  bar: { display: 'block' },
  fill: { fill: color.accent },
  none: { margin: 0 },
})
