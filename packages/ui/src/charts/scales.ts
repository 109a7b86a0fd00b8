import { scaleBand, scaleLinear } from 'd3-scale'

/** Room around the marks, in pixels: values on the left, names below. */
export const margin = { top: 8, right: 8, bottom: 24, left: 44 } as const

/** The distance between two axis labels under which they would run into each other. */
const labelGap = 56

/**
 * Heights from 0 up to a round number above `most`. `step` is what the axis counts in: 60 puts the
 * marks of minutes at whole hours.
 */
export function valueScale(most: number, height: number, step = 1) {
  const scale = scaleLinear()
    .domain([0, Math.max(most / step, 1)])
    .nice(4)
    .range([height - margin.bottom, margin.top])
  const marks = scale.ticks(4).filter((mark) => Number.isInteger(mark) || step === 1)
  return {
    y: (value: number) => scale(value / step),
    ticks: marks.map((mark) => mark * step),
    ground: height - margin.bottom,
  }
}

/** One place for each of `count` marks, side by side, never wider than `widest` pixels. */
export function placeScale(count: number, width: number, widest = 40) {
  const band = scaleBand<number>()
    .domain(Array.from({ length: count }, (_, index) => index))
    .range([margin.left, Math.max(width - margin.right, margin.left + count)])
    .paddingInner(0.25)
    .paddingOuter(0.1)
  const bandWidth = Math.min(band.bandwidth(), widest)
  const inset = (band.bandwidth() - bandWidth) / 2
  return {
    x: (index: number) => (band(index) ?? 0) + inset,
    middle: (index: number) => (band(index) ?? 0) + band.bandwidth() / 2,
    bandWidth,
    step: band.step(),
  }
}

/** Every how many places a label fits, counted back from the newest. */
export function labelEvery(step: number): number {
  return Math.max(1, Math.ceil(labelGap / step))
}
