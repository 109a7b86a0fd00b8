import * as stylex from '@stylexjs/stylex'
import { area, line } from 'd3-shape'
import { useId } from 'react'
import { color } from '../tokens.stylex.ts'
import { Axes } from './axes.tsx'
import { ChartFrame, type ChartWords } from './chart-frame.tsx'
import { Legend } from './legend.tsx'
import { Mark } from './mark.tsx'
import { markStyles } from './mark-styles.ts'
import { margin, placeScale, valueScale } from './scales.ts'
import { dashOf, seriesFill, seriesStroke } from './series-styles.ts'
import { useChartWidth } from './use-chart-width.ts'
import { useRoving } from './use-roving.ts'

export type LinePoint = {
  label: string
  name: string
  /** One value per series; null leaves a gap. None is negative. */
  values: readonly (number | null)[]
}

export type LineProps = ChartWords & {
  series: readonly string[]
  points: readonly LinePoint[]
  step?: number
  height?: number
}

/** Values over time. One series is filled down to the ground; the third and later are dashed. */
export function Line({ series, points, step = 1, height = 180, ...words }: LineProps) {
  const chartId = useId()
  const [box, width] = useChartWidth(600)
  const roving = useRoving(points.length)
  const { format, speak = format } = words
  const most = Math.max(0, ...points.flatMap(({ values }) => values.map((value) => value ?? 0)))
  const value = valueScale(most, height, step)
  const place = placeScale(points.length, width)
  const active = roving.active === null ? undefined : points[roving.active]
  const x = (_: LinePoint, index: number) => place.middle(index)

  return (
    <ChartFrame
      words={words}
      boxRef={box}
      readout={active ? describe(active, series, format) : null}
      table={{
        head: [words.placeName, ...series],
        rows: points.map((point) => [
          point.name,
          ...series.map((_, index) => shown(point.values[index], format)),
        ]),
      }}
    >
      <Legend names={series} chartId={chartId} shape="line" />
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing has no fieldset. */}
      <svg
        role="group"
        aria-label={words.caption}
        width={width}
        height={height}
        onKeyDown={roving.onKeyDown}
        {...stylex.props(markStyles.svg)}
      >
        <Axes
          width={width}
          height={height}
          value={value}
          place={place}
          labels={points.map((point) => point.label)}
          format={format}
        />
        {series.map((name, index) => {
          const isKnown = (point: LinePoint) => typeof point.values[index] === 'number'
          const y = (point: LinePoint) => value.y(point.values[index] ?? 0)
          const path = line<LinePoint>().defined(isKnown).x(x).y(y)(points)
          const filled = area<LinePoint>().defined(isKnown).x(x).y1(y).y0(value.ground)(points)
          return (
            <g key={name} aria-hidden>
              {series.length === 1 && (
                <path d={filled ?? ''} {...stylex.props(seriesFill(index), styles.area)} />
              )}
              <path
                d={path ?? ''}
                strokeDasharray={dashOf(index)}
                {...stylex.props(seriesStroke(index), styles.line)}
              />
            </g>
          )
        })}
        {points.map((point, index) => (
          <Mark key={point.name} name={describe(point, series, speak)} {...roving.markProps(index)}>
            <rect
              x={place.middle(index) - place.step / 2}
              y={margin.top}
              width={place.step}
              height={value.ground - margin.top}
              {...stylex.props(styles.reach)}
            />
            {point.values.map(
              (each, seriesIndex) =>
                each !== null && (
                  <g key={series[seriesIndex]}>
                    <circle
                      cx={place.middle(index)}
                      cy={value.y(each)}
                      r={3}
                      {...stylex.props(seriesFill(seriesIndex), styles.point)}
                    />
                    <circle
                      cx={place.middle(index)}
                      cy={value.y(each)}
                      r={6}
                      {...stylex.props(markStyles.ring)}
                    />
                  </g>
                ),
            )}
          </Mark>
        ))}
      </svg>
    </ChartFrame>
  )
}

function shown(value: number | null | undefined, show: (value: number) => string): string {
  return typeof value === 'number' ? show(value) : 'nothing'
}

function describe(point: LinePoint, series: readonly string[], show: (value: number) => string) {
  const parts = series.map((name, index) => {
    const words = shown(point.values[index], show)
    return series.length < 2 ? words : `${name} ${words}`
  })
  return `${point.name}: ${parts.join(', ')}`
}

const styles = stylex.create({
  area: { opacity: 0.14 },
  line: { fill: 'none', strokeLinejoin: 'round', strokeWidth: 2 },
  point: { stroke: color.surface, strokeWidth: 1 },
  reach: { fill: 'transparent' },
})
