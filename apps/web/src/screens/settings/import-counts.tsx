import * as stylex from '@stylexjs/stylex'
import { groupRefused } from '@worksmart/types/import/import-run'
import type { RefusedLine } from '@worksmart/types/import/worklog-tsv'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'

export type ImportCountsProps = {
  /** "created" after an import, "new" after a check. */
  createdWord: string
  created: number
  existing: number
  refused: readonly RefusedLine[]
}

const shownLines = 20

/** How many of each kind, and why lines are refused, by their number in the file. */
export function ImportCounts({ createdWord, created, existing, refused }: ImportCountsProps) {
  const figures = [
    { count: created, words: createdWord },
    { count: existing, words: 'already there' },
    { count: refused.length, words: 'refused' },
  ]
  return (
    <>
      <ul {...stylex.props(styles.figures)}>
        {figures.map(({ count, words }) => (
          <li key={words} {...stylex.props(textStyles.base, textStyles.numeric)}>
            <strong {...stylex.props(textStyles.semibold)}>{count.toLocaleString('en')}</strong>{' '}
            {words}
          </li>
        ))}
      </ul>
      {refused.length > 0 && (
        <details open={refused.length <= shownLines} {...stylex.props(textStyles.sm)}>
          <summary {...stylex.props(styles.summary)}>Why lines are refused</summary>
          {groupRefused(refused).map(({ reason, lines }) => (
            <div key={reason} {...stylex.props(styles.group)}>
              <p {...stylex.props(textStyles.medium)}>
                {reason} ({lines.length.toLocaleString('en')})
              </p>
              <ul {...stylex.props(styles.lines)}>
                {lines.slice(0, shownLines).map(({ line, found }) => (
                  <li key={line}>
                    line {line}
                    {found !== null && (
                      <>
                        : <code {...stylex.props(textStyles.mono)}>{found}</code>
                      </>
                    )}
                  </li>
                ))}
                {lines.length > shownLines && (
                  <li>and {(lines.length - shownLines).toLocaleString('en')} more</li>
                )}
              </ul>
            </div>
          ))}
        </details>
      )}
    </>
  )
}

const styles = stylex.create({
  figures: { columnGap: space.s24, display: 'flex', flexWrap: 'wrap', rowGap: space.s4 },
  summary: { cursor: 'pointer' },
  group: { marginBlockStart: space.s8 },
  lines: { color: color.textMuted, overflowWrap: 'anywhere', paddingInlineStart: space.s12 },
})
