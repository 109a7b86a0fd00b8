import * as stylex from '@stylexjs/stylex'
import { chart } from '../tokens.stylex.ts'

/** How many series one chart can tell apart. */
export const seriesMost = 6

const fills = stylex.create({
  s0: { fill: chart.series1 },
  s1: { fill: chart.series2 },
  s2: { fill: chart.series3 },
  s3: { fill: chart.series4 },
  s4: { fill: chart.series5 },
  s5: { fill: chart.series6 },
})

const strokes = stylex.create({
  s0: { stroke: chart.series1 },
  s1: { stroke: chart.series2 },
  s2: { stroke: chart.series3 },
  s3: { stroke: chart.series4 },
  s4: { stroke: chart.series5 },
  s5: { stroke: chart.series6 },
})

const keys = ['s0', 's1', 's2', 's3', 's4', 's5'] as const

/** The colour of a series as a fill; a seventh series starts over, so do not draw one. */
export const seriesFill = (index: number) => fills[keys[index % seriesMost] ?? 's0']

/** The same colour as a stroke. */
export const seriesStroke = (index: number) => strokes[keys[index % seriesMost] ?? 's0']

/** Hue alone stops being a key at the third series: from there on each has marks of its own. */
export const dashOf = (index: number) => ['', '', '6 4', '2 3', '8 3 2 3', '1 4'][index] ?? ''
