import * as stylex from '@stylexjs/stylex'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { Icon } from '@worksmart/ui/icon.tsx'
import { color, density, line, media, radius, space, text } from '@worksmart/ui/tokens.stylex.ts'
import { Check, CircleAlert } from 'lucide-react'
import { type LineResult, resultOf } from './line-results.ts'
import type { LineReading } from './read-lines.ts'

export type PastePreviewProps = {
  readings: readonly LineReading[]
  /** Why the server would not take a line, by its text. */
  notes: ReadonlyMap<string, string>
  /** Shows the line in the field. */
  onShow(result: LineResult): void
}

/** What each line would become. Pressing one selects it, or what is wrong in it, in the field. */
export function PastePreview({ readings, notes, onShow }: PastePreviewProps) {
  const results = readings.map((reading) => resultOf(reading, notes))
  return (
    <ol aria-label="Lines" {...stylex.props(styles.list)}>
      {results.map((result) => (
        <li key={result.start}>
          <button
            type="button"
            onClick={() => onShow(result)}
            {...stylex.props(styles.row, focusRing.nativeInset)}
          >
            <Icon
              icon={result.ok ? Check : CircleAlert}
              xstyle={result.ok ? styles.good : styles.bad}
            />
            {result.summary !== '' && (
              <span {...stylex.props(styles.summary)}>{result.summary}</span>
            )}
            <span dir="auto" {...stylex.props(styles.words)}>
              {result.words}
            </span>
            {result.message !== null && (
              <span {...stylex.props(styles.message)}>{result.message}</span>
            )}
          </button>
        </li>
      ))}
    </ol>
  )
}

const styles = stylex.create({
  list: {
    listStyleType: 'none',
    margin: space.s0,
    maxHeight: '40dvh',
    overflowY: 'auto',
    paddingBlock: space.s4,
    paddingInline: space.s8,
  },
  row: {
    alignItems: 'center',
    appearance: 'none',
    backgroundColor: { default: 'transparent', ':hover': color.hover },
    borderRadius: radius.md,
    borderStyle: 'none',
    boxSizing: 'border-box',
    color: color.text,
    columnGap: space.s8,
    cursor: 'pointer',
    display: 'flex',
    flexWrap: 'wrap',
    fontFamily: 'inherit',
    fontSize: text.sm,
    lineHeight: line.sm,
    minHeight: density.controlSm,
    paddingBlock: space.s4,
    paddingInline: space.s4,
    textAlign: 'start',
    width: '100%',
  },
  good: { color: color.success },
  bad: { color: color.danger },
  summary: { color: color.textMuted, fontVariantNumeric: 'tabular-nums' },
  words: {
    flexGrow: 1,
    flexShrink: 1,
    flexBasis: '12ch',
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  message: {
    color: color.danger,
    flexBasis: { default: 'auto', [media.narrow]: '100%' },
    paddingInlineStart: { default: 0, [media.narrow]: 24 },
  },
})
