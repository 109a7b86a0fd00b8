import * as stylex from '@stylexjs/stylex'
import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { seriesFill, seriesStroke } from './series-styles.ts'

export type SparklineProps = {
  /** What it shows and what stands out, because the drawing itself is one picture. */
  label: string
  /** Oldest first; none is negative. */
  values: readonly number[]
  /** Pixels. */
  width?: number
  height?: number
}

/**
 * A line the size of a word, for a row whose numbers stand beside it. It has no stops of its own:
 * in a table of a hundred rows they would stand in the way.
 */
export function Sparkline({ label, values, width = 80, height = 20 }: SparklineProps) {
  const x = scaleLinear()
    .domain([0, Math.max(values.length - 1, 1)])
    .range([2, width - 4])
  const y = scaleLinear()
    .domain([0, Math.max(1, ...values)])
    .range([height - 2, 3])
  const path = line<number>()
    .x((_, index) => x(index))
    .y((value) => y(value))(values)
  const last = values.at(-1)
  return (
    <svg role="img" aria-label={label} width={width} height={height}>
      <path d={path ?? ''} {...stylex.props(seriesStroke(0), styles.line)} />
      {last !== undefined && (
        <circle cx={x(values.length - 1)} cy={y(last)} r={2.5} {...stylex.props(seriesFill(0))} />
      )}
    </svg>
  )
}

const styles = stylex.create({
  line: { fill: 'none', strokeLinejoin: 'round', strokeWidth: 1.5 },
})
