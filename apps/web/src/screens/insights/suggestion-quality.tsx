import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import type { SuggestionQuality as Quality } from '@worksmart/types/anomalies'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { insightAnomalies } from '../../api/anomalies.ts'
import { useSession } from '../../session/session.tsx'
import { OverviewPart } from '../projects/overview-part.tsx'
import { kindNames, qualityWords } from './quality-words.ts'

const columns = ['Shown', 'Accepted', 'Edited', 'Dismissed'] as const

export type SuggestionQualityProps = { userId: string | undefined; from: string }

/** What people did with suggestions: the true measure of them. Nothing until one was shown. */
export function SuggestionQuality({ userId, from }: SuggestionQualityProps) {
  const { client } = useSession()
  const rows = useQuery(insightAnomalies(client, userId, from)).data?.suggestions ?? []
  if (rows.length === 0) return null
  return (
    <OverviewPart
      heading="Suggestions"
      note={userId === undefined ? 'Everybody’s, last 30 days' : 'Last 30 days'}
    >
      <p {...stylex.props(textStyles.sm, textStyles.muted)}>{qualityWords(rows)}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the keys. */}
      <section aria-label="Suggestions by kind" tabIndex={0} {...stylex.props(styles.scroll)}>
        <table {...stylex.props(styles.table, textStyles.sm, textStyles.numeric)}>
          <thead>
            <tr>
              <th scope="col" {...stylex.props(styles.cell)}>
                Kind
              </th>
              {columns.map((name) => (
                <th key={name} scope="col" {...stylex.props(styles.cell, styles.end)}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.kind}>
                <th scope="row" {...stylex.props(styles.cell, textStyles.regular)}>
                  {kindNames[row.kind]}
                </th>
                {cellsOf(row).map((value, index) => (
                  <td key={columns[index]} {...stylex.props(styles.cell, styles.end)}>
                    {value ?? 'not kept'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </OverviewPart>
  )
}

const cellsOf = ({ shown, accepted, edited, dismissed }: Quality) => [
  shown,
  accepted,
  edited,
  dismissed,
]

const styles = stylex.create({
  scroll: { marginBlockStart: space.s8, overflowX: 'auto' },
  table: { borderCollapse: 'collapse', width: '100%' },
  cell: {
    borderBlockEndColor: color.border,
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    paddingBlock: space.s4,
    paddingInlineEnd: space.s8,
    textAlign: 'start',
  },
  end: { paddingInlineEnd: 0, paddingInlineStart: space.s8, textAlign: 'end' },
})
