import * as stylex from '@stylexjs/stylex'
import { color, text } from '../tokens.stylex.ts'
import { labelEvery, margin, type placeScale, type valueScale } from './scales.ts'

export type AxesProps = {
  width: number
  height: number
  value: ReturnType<typeof valueScale>
  place: ReturnType<typeof placeScale>
  labels: readonly string[]
  format(value: number): string
}

/** The lines and words behind the marks. What they say is in every mark's name and in the table. */
export function Axes({ width, height, value, place, labels, format }: AxesProps) {
  const every = labelEvery(place.step)
  return (
    <g aria-hidden>
      {value.ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={margin.left}
            x2={width - margin.right}
            y1={value.y(tick)}
            y2={value.y(tick)}
            {...stylex.props(styles.line)}
          />
          <text
            x={margin.left - 6}
            y={value.y(tick)}
            dominantBaseline="middle"
            textAnchor="end"
            {...stylex.props(styles.words)}
          >
            {tick === 0 ? '0' : format(tick)}
          </text>
        </g>
      ))}
      {labels.map(
        (label, index) =>
          (labels.length - 1 - index) % every === 0 && (
            <text
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a label belongs to.
              key={index}
              x={Math.min(place.middle(index), width - label.length * 3.4)}
              y={height - 6}
              textAnchor="middle"
              {...stylex.props(styles.words)}
            >
              {label}
            </text>
          ),
      )}
    </g>
  )
}

const styles = stylex.create({
  line: { stroke: color.border },
  words: { fill: color.textSubtle, fontSize: text.xs, fontVariantNumeric: 'tabular-nums' },
})
