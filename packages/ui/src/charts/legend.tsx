import * as stylex from '@stylexjs/stylex'
import { textStyles } from '../text-styles.ts'
import { space } from '../tokens.stylex.ts'
import { hasPattern, patternId } from './patterns.tsx'
import { dashOf, seriesFill, seriesStroke } from './series-styles.ts'

export type LegendProps = {
  names: readonly string[]
  chartId: string
  shape: 'area' | 'line'
}

/** Which colour and pattern is whose. A chart of one series needs none. */
export function Legend({ names, chartId, shape }: LegendProps) {
  if (names.length < 2) return null
  return (
    <ul {...stylex.props(styles.root, textStyles.xs)}>
      {names.map((name, series) => (
        <li key={name} {...stylex.props(styles.item)}>
          <svg aria-hidden width={16} height={12}>
            {shape === 'area' ? (
              <>
                <rect width={16} height={12} {...stylex.props(seriesFill(series))} />
                {hasPattern(series) && (
                  <rect width={16} height={12} fill={`url(#${patternId(chartId, series)})`} />
                )}
              </>
            ) : (
              <path
                d="M0 6h16"
                strokeWidth={2}
                strokeDasharray={dashOf(series)}
                {...stylex.props(seriesStroke(series))}
              />
            )}
          </svg>
          <span dir="auto">{name}</span>
        </li>
      ))}
    </ul>
  )
}

const styles = stylex.create({
  root: {
    columnGap: space.s12,
    display: 'flex',
    flexWrap: 'wrap',
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  item: { alignItems: 'center', display: 'inline-flex', gap: space.s4 },
})
