import * as stylex from '@stylexjs/stylex'
import { color, text } from '../tokens.stylex.ts'
import { ChartFrame, type ChartWords } from './chart-frame.tsx'
import { Mark } from './mark.tsx'
import { markStyles } from './mark-styles.ts'
import { seriesFill } from './series-styles.ts'
import { useChartWidth } from './use-chart-width.ts'
import { useRoving } from './use-roving.ts'

export type HeatCell = { label: string; name: string; value: number }

export type HeatStripProps = ChartWords & {
  /** Heads the column of values in the table: "Hours". */
  valueName: string
  cells: readonly HeatCell[]
}

const gap = 2
const tall = 32
const height = tall + 26

// Four steps the eye can tell apart; the height repeats them, so that the shade is not alone.
const levels = stylex.create({
  l1: { fillOpacity: 0.3 },
  l2: { fillOpacity: 0.53 },
  l3: { fillOpacity: 0.76 },
  l4: { fillOpacity: 1 },
})
const levelKeys = ['l1', 'l2', 'l3', 'l4'] as const

/** How much falls on each of a few places, such as weekdays. Arrows go from cell to cell. */
export function HeatStrip({ cells, valueName, ...words }: HeatStripProps) {
  const [box, width] = useChartWidth(320)
  const roving = useRoving(cells.length)
  const { format, speak = format } = words
  const most = Math.max(1, ...cells.map(({ value }) => value))
  const wide = Math.min(64, (width - gap * (cells.length - 1)) / Math.max(cells.length, 1))
  const active = roving.active === null ? undefined : cells[roving.active]
  return (
    <ChartFrame
      words={words}
      boxRef={box}
      readout={active ? `${active.name}: ${format(active.value)}` : null}
      table={{
        head: [words.placeName, valueName],
        rows: cells.map((cell) => [cell.name, format(cell.value)]),
      }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing has no fieldset. */}
      <svg
        role="group"
        aria-label={words.caption}
        width={width}
        height={height}
        onKeyDown={roving.onKeyDown}
        {...stylex.props(markStyles.svg)}
      >
        {cells.map((cell, index) => {
          const level = cell.value > 0 ? Math.ceil((cell.value / most) * 4) : 0
          const key = levelKeys[level - 1]
          const x = index * (wide + gap)
          const filled = (tall * level) / 4
          return (
            <Mark
              key={cell.name}
              name={`${cell.name}: ${speak(cell.value)}`}
              {...roving.markProps(index)}
            >
              <rect x={x} y={2} width={wide} height={tall} rx={3} {...stylex.props(styles.track)} />
              {key && (
                <rect
                  x={x}
                  y={2 + tall - filled}
                  width={wide}
                  height={filled}
                  rx={3}
                  {...stylex.props(seriesFill(0), levels[key])}
                />
              )}
              <rect
                x={x + 1}
                y={3}
                width={Math.max(wide - 2, 0)}
                height={tall - 2}
                rx={3}
                {...stylex.props(markStyles.ring)}
              />
              <text
                aria-hidden
                x={x + wide / 2}
                y={height - 6}
                textAnchor="middle"
                {...stylex.props(styles.words)}
              >
                {cell.label}
              </text>
            </Mark>
          )
        })}
      </svg>
    </ChartFrame>
  )
}

const styles = stylex.create({
  track: { fill: color.sunken },
  words: { fill: color.textSubtle, fontSize: text.xs },
})
