import * as stylex from '@stylexjs/stylex'
import { stack } from 'd3-shape'
import { useId } from 'react'
import { Axes } from './axes.tsx'
import { ChartFrame, type ChartWords } from './chart-frame.tsx'
import { Legend } from './legend.tsx'
import { Mark } from './mark.tsx'
import { markStyles } from './mark-styles.ts'
import { hasPattern, Patterns, patternId } from './patterns.tsx'
import { margin, placeScale, valueScale } from './scales.ts'
import { seriesFill } from './series-styles.ts'
import { useChartWidth } from './use-chart-width.ts'
import { useRoving } from './use-roving.ts'

export type Bar = {
  /** Below the bar: "16 Nov". */
  label: string
  /** In full, for the table and a screen reader: "Week of Monday 16 November 2026". */
  name: string
  /** One value per series, in their order; none is negative. */
  values: readonly number[]
}

export type StackedBarsProps = ChartWords & {
  /** One name makes plain bars. At most six. */
  series: readonly string[]
  bars: readonly Bar[]
  /** What the axis counts in: 60 for minutes that are read as hours. */
  step?: number
  /** Pixels. */
  height?: number
}

/** Values side by side, each the sum of its parts. Arrows go from bar to bar. */
export function StackedBars({ series, bars, step = 1, height = 180, ...words }: StackedBarsProps) {
  const chartId = useId()
  const [box, width] = useChartWidth(600)
  const roving = useRoving(bars.length)
  const { format, speak = format } = words
  const layers = stack<Bar, number>()
    .keys(series.map((_, index) => index))
    .value((bar, index) => bar.values[index] ?? 0)(bars)
  const totals = bars.map((bar) => bar.values.reduce((sum, value) => sum + value, 0))
  const value = valueScale(Math.max(0, ...totals), height, step)
  const place = placeScale(bars.length, width)
  const active = roving.active === null ? undefined : bars[roving.active]

  return (
    <ChartFrame
      words={words}
      boxRef={box}
      readout={active ? describe(active, series, format) : null}
      table={tableOf(series, bars, words)}
    >
      <Legend names={series} chartId={chartId} shape="area" />
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing has no fieldset. */}
      <svg
        role="group"
        aria-label={words.caption}
        width={width}
        height={height}
        onKeyDown={roving.onKeyDown}
        {...stylex.props(markStyles.svg)}
      >
        <Patterns chartId={chartId} count={series.length} />
        <Axes
          width={width}
          height={height}
          value={value}
          place={place}
          labels={bars.map((bar) => bar.label)}
          format={format}
        />
        {bars.map((bar, index) => (
          <Mark key={bar.name} name={describe(bar, series, speak)} {...roving.markProps(index)}>
            <rect
              x={place.middle(index) - place.step / 2}
              y={margin.top}
              width={place.step}
              height={value.ground - margin.top}
              {...stylex.props(markStyles.reach)}
            />
            {layers.map((layer, layerIndex) => {
              const [from = 0, to = 0] = layer[index] ?? []
              const area = {
                x: place.x(index),
                y: value.y(to),
                width: place.bandWidth,
                height: Math.max(value.y(from) - value.y(to), to > from ? 1 : 0),
              }
              return (
                <g key={series[layerIndex]}>
                  <rect {...area} rx={1.5} {...stylex.props(seriesFill(layerIndex))} />
                  {hasPattern(layerIndex) && (
                    <rect {...area} fill={`url(#${patternId(chartId, layerIndex)})`} />
                  )}
                </g>
              )
            })}
            <rect
              x={place.x(index) - 3}
              y={value.y(totals[index] ?? 0) - 3}
              width={place.bandWidth + 6}
              height={value.ground - value.y(totals[index] ?? 0) + 6}
              rx={3}
              {...stylex.props(markStyles.ring)}
            />
          </Mark>
        ))}
      </svg>
    </ChartFrame>
  )
}

function describe(bar: Bar, series: readonly string[], show: (value: number) => string): string {
  const total = bar.values.reduce((sum, value) => sum + value, 0)
  if (series.length < 2) return `${bar.name}: ${show(total)}`
  const parts = series
    .map((name, index) => ({ name, value: bar.values[index] ?? 0 }))
    .filter((part) => part.value > 0)
    .map((part) => `${part.name} ${show(part.value)}`)
  return `${bar.name}: ${[show(total), ...parts].join(', ')}`
}

function tableOf(series: readonly string[], bars: readonly Bar[], words: ChartWords) {
  const { format, placeName } = words
  const isPlain = series.length < 2
  return {
    head: [placeName, ...series, ...(isPlain ? [] : ['Total'])],
    rows: bars.map((bar) => {
      const values = series.map((_, index) => bar.values[index] ?? 0)
      const total = values.reduce((sum, value) => sum + value, 0)
      return [bar.name, ...values.map(format), ...(isPlain ? [] : [format(total)])]
    }),
  }
}
