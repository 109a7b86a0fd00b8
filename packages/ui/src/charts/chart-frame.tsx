import * as stylex from '@stylexjs/stylex'
import { type ReactNode, type RefObject, useId, useState } from 'react'
import { Button } from '../button.tsx'
import { textStyles } from '../text-styles.ts'
import { color, density, space } from '../tokens.stylex.ts'

/** What a chart says about itself, whatever its shape. */
export type ChartWords = {
  /** The finding in a sentence, such as "12 h this week, 3 h more than last week". */
  caption: string
  /** What the places are, and heads the first column of the table: "Week". */
  placeName: string
  /** A value as it is read: "2 h 15". */
  format(value: number): string
  /** A value as it is heard: "2 hours 15 minutes". The same as `format` when absent. */
  speak?: (value: number) => string
}

export type ChartTable = { head: readonly string[]; rows: readonly (readonly string[])[] }

type ChartFrameProps = {
  words: ChartWords
  boxRef: RefObject<HTMLDivElement | null>
  /** The mark under the focus or the pointer, in words; null shows nothing. */
  readout: string | null
  table: ChartTable
  children: ReactNode
}

/** The figure around a drawing: its finding, the mark that is looked at, and its numbers. */
export function ChartFrame({ words, boxRef, readout, table, children }: ChartFrameProps) {
  const tableId = useId()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <figure {...stylex.props(styles.root)}>
      <figcaption {...stylex.props(textStyles.sm, textStyles.muted)}>{words.caption}</figcaption>
      <div ref={boxRef} {...stylex.props(styles.box)}>
        {children}
      </div>
      <div {...stylex.props(styles.foot)}>
        {/* A focused mark is read by its own name, so this line is for the eyes alone. */}
        <span aria-hidden {...stylex.props(textStyles.sm, textStyles.numeric, styles.readout)}>
          {readout}
        </span>
        <Button
          size="sm"
          tone="quiet"
          aria-expanded={isOpen}
          {...(isOpen ? { 'aria-controls': tableId } : {})}
          onPress={() => setIsOpen(!isOpen)}
        >
          {isOpen ? 'Hide data' : 'Show data'}
        </Button>
      </div>
      {isOpen && <DataTable id={tableId} caption={words.caption} table={table} />}
    </figure>
  )
}

function DataTable({ id, caption, table }: { id: string; caption: string; table: ChartTable }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to take the keys.
    <section id={id} aria-label={caption} tabIndex={0} {...stylex.props(styles.scroll)}>
      <table {...stylex.props(styles.table, textStyles.sm, textStyles.numeric)}>
        <thead>
          <tr>
            {table.head.map((name, column) => (
              <th key={name} scope="col" {...stylex.props(styles.cell, column > 0 && styles.end)}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([name, ...values]) => (
            <tr key={name}>
              <th scope="row" {...stylex.props(styles.cell, textStyles.regular)}>
                {name}
              </th>
              {values.map((value, column) => (
                <td key={table.head[column + 1]} {...stylex.props(styles.cell, styles.end)}>
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const styles = stylex.create({
  root: { margin: 0, minWidth: 0 },
  box: { marginBlockStart: space.s8, minWidth: 0, position: 'relative' },
  foot: {
    alignItems: 'center',
    display: 'flex',
    gap: space.s8,
    justifyContent: 'space-between',
    minHeight: density.controlSm,
  },
  readout: { color: color.text, minWidth: 0 },
  scroll: { marginBlockStart: space.s8, maxHeight: 320, overflow: 'auto' },
  table: { borderCollapse: 'collapse', width: '100%' },
  cell: {
    borderBlockEndColor: color.border,
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    paddingBlock: space.s4,
    paddingInline: space.s8,
    textAlign: 'start',
  },
  end: { textAlign: 'end' },
})
