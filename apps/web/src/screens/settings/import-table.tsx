import * as stylex from '@stylexjs/stylex'
import type { WorklogRow } from '@worksmart/types/import/worklog-tsv'
import { TagChip } from '@worksmart/ui/tag-chip.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space, weight } from '@worksmart/ui/tokens.stylex.ts'
import { VisuallyHidden } from '@worksmart/ui/visually-hidden.tsx'
import { civilToday, formatDay } from '../../lib/dates.ts'
import { formatMinutes, spokenMinutes } from '../../lib/durations.ts'
import { useSession } from '../../session/session.tsx'

const shownRows = 8

/** The first lines as they will stand in the log, so that a wrong file is seen before it is in. */
export function ImportTable({ rows }: { rows: readonly WorklogRow[] }) {
  const { me } = useSession()
  const today = civilToday(me.timeZone)
  const more = rows.length - shownRows
  return (
    <table {...stylex.props(styles.table, textStyles.sm)}>
      <caption {...stylex.props(styles.caption, textStyles.sm, textStyles.muted)}>
        {more > 0 ? `The first ${shownRows} lines` : 'All lines'}, as they will be logged
      </caption>
      <thead>
        <tr>
          {['Day', 'Time', 'What was done'].map((name) => (
            <th key={name} scope="col" {...stylex.props(styles.cell, styles.head)}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, shownRows).map(({ line, item }) => (
          <tr key={line}>
            <td {...stylex.props(styles.cell, styles.figure)}>{formatDay(item.workDate, today)}</td>
            <td {...stylex.props(styles.cell, styles.figure)}>
              <span aria-hidden>{formatMinutes(item.minutes)}</span>
              <VisuallyHidden>{spokenMinutes(item.minutes)}</VisuallyHidden>
            </td>
            <td {...stylex.props(styles.cell)}>
              <span {...stylex.props(styles.what)}>
                <span dir="auto">{item.activity}</span>
                {item.tags.map((tag) => (
                  <TagChip key={tag} tag={tag} />
                ))}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const styles = stylex.create({
  table: { borderCollapse: 'collapse', width: '100%' },
  caption: { paddingBlockEnd: space.s4, textAlign: 'start' },
  cell: {
    borderBlockEndColor: color.border,
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    paddingBlock: space.s6,
    paddingInlineEnd: space.s12,
    paddingInlineStart: space.s0,
    textAlign: 'start',
    verticalAlign: 'top',
  },
  head: { color: color.textMuted, fontWeight: weight.medium, whiteSpace: 'nowrap' },
  figure: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  what: {
    columnGap: space.s8,
    display: 'flex',
    flexWrap: 'wrap',
    overflowWrap: 'anywhere',
    rowGap: space.s2,
  },
})
