import * as stylex from '@stylexjs/stylex'
import { color } from '../tokens.stylex.ts'

// Lines of the surface over the colour of the series, so that the hue stays what it is.
const shapes: Record<number, string> = {
  2: 'M-1 7 7 -1M-1 13 13 -1',
  3: 'M0 3h6',
  4: 'M-1 -1 7 7M-1 5 1 7M5 -1 7 1',
  5: 'M3 0v6',
}

/** True for a series that needs more than its hue to be told from the others. */
export const hasPattern = (series: number) => series in shapes

export const patternId = (chartId: string, series: number) => `${chartId}-pattern-${series}`

/** The patterns of the third and later series. `chartId` keeps the charts of a page apart. */
export function Patterns({ chartId, count }: { chartId: string; count: number }) {
  const used = Object.entries(shapes).filter(([series]) => Number(series) < count)
  if (used.length === 0) return null
  return (
    <defs>
      {used.map(([series, path]) => (
        <pattern
          key={series}
          id={patternId(chartId, Number(series))}
          width={6}
          height={6}
          patternUnits="userSpaceOnUse"
        >
          <path d={path} strokeWidth={1.5} {...stylex.props(styles.line)} />
        </pattern>
      ))}
    </defs>
  )
}

const styles = stylex.create({ line: { stroke: color.surface } })
