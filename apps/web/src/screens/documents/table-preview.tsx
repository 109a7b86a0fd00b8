import * as stylex from '@stylexjs/stylex'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { useMemo } from 'react'
import { readCells } from '../../lib/csv.ts'

const rowsMax = 500
const columnsMax = 40

/** The first rows of separated values. The first line names the columns, as it nearly always does. */
export function TablePreview({ name, text }: { name: string; text: string }) {
  const { rows, isCut } = useMemo(() => readCells(text, rowsMax), [text])
  const [head = [], ...body] = rows.map((row) => row.slice(0, columnsMax))
  const isWide = rows.some((row) => row.length > columnsMax)
  return (
    <>
      <section
        aria-label={`Contents of ${name}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is wide scrolls, also by keyboard.
        tabIndex={0}
        {...stylex.props(styles.scroll, focusRing.nativeInset)}
      >
        <table {...stylex.props(styles.table, textStyles.sm, textStyles.numeric)}>
          <thead>
            <tr>
              {head.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name and stay.
                <th key={column} scope="col" dir="auto" {...stylex.props(styles.cell, styles.head)}>
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {body.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no key and stay.
              <tr key={index}>
                {head.map((_, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                  <td key={column} dir="auto" {...stylex.props(styles.cell)}>
                    {row[column] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {(isCut || isWide) && (
        <p {...stylex.props(textStyles.sm, textStyles.muted, styles.note)}>
          {`The first ${isCut ? `${rowsMax} lines` : ''}${isCut && isWide ? ' and ' : ''}${isWide ? `${columnsMax} columns` : ''} are shown.`}
        </p>
      )}
    </>
  )
}

const styles = stylex.create({
  scroll: { maxHeight: '76dvh', minHeight: 240, overflow: 'auto' },
  table: { borderCollapse: 'collapse', minWidth: '100%' },
  cell: {
    borderBlockEndColor: color.border,
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    maxWidth: '40ch',
    overflowWrap: 'anywhere',
    paddingBlock: space.s6,
    paddingInline: space.s12,
    textAlign: 'start',
    verticalAlign: 'top',
  },
  head: {
    backgroundColor: color.sunken,
    insetBlockStart: 0,
    position: 'sticky',
    whiteSpace: 'nowrap',
  },
  note: { paddingBlock: space.s8, paddingInline: space.s16 },
})
