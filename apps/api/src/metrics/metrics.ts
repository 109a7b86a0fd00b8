// Counters, gauges and histograms in the text format of Prometheus. Small on purpose: what is
// counted here is counted on every request.

export type Labels = Readonly<Record<string, string | number>>

export type Metrics = {
  /** Answers how to count. The name ends in `_total`. */
  counter: (name: string, help: string) => (labels?: Labels, by?: number) => void
  /** `read` is asked at each scrape; several values differ in their labels. */
  gauge: (name: string, help: string, read: () => number | readonly [Labels, number][]) => void
  /** Answers how to observe. `bounds` are the upper ends of the buckets, ascending. */
  histogram: (
    name: string,
    help: string,
    bounds: readonly number[],
  ) => (labels: Labels, value: number) => void
  render: () => string
}

type Buckets = { counts: number[]; sum: number; count: number }

/** A made-up route or label must not fill the memory: past this many, values go under `other`. */
const mostSeries = 2000

export function makeMetrics(): Metrics {
  const families: (() => string)[] = []

  function family(name: string, help: string, type: string, lines: () => string[]): void {
    families.push(() => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines()].join('\n'))
  }

  return {
    counter(name, help) {
      const values = new Map<string, number>()
      family(name, help, 'counter', () => [...values].map(([key, n]) => `${name}${key} ${n}`))
      return (labels = {}, by = 1) => {
        const key = keyFor(values, labels)
        values.set(key, (values.get(key) ?? 0) + by)
      }
    },
    gauge(name, help, read) {
      family(name, help, 'gauge', () => {
        const now = read()
        const values = typeof now === 'number' ? [[{}, now] as const] : now
        return values.map(([labels, value]) => `${name}${written(labels)} ${value}`)
      })
    },
    histogram(name, help, bounds) {
      const series = new Map<string, Buckets & { labels: Labels }>()
      family(name, help, 'histogram', () =>
        [...series.values()].flatMap(({ labels, counts, sum, count }) => [
          ...bounds.map(
            (bound, i) => `${name}_bucket${written({ ...labels, le: bound })} ${counts[i]}`,
          ),
          `${name}_bucket${written({ ...labels, le: '+Inf' })} ${count}`,
          `${name}_sum${written(labels)} ${sum}`,
          `${name}_count${written(labels)} ${count}`,
        ]),
      )
      return (labels, value) => {
        const key = keyFor(series, labels)
        let one = series.get(key)
        if (!one) {
          const kept = key === overflow ? { other: 'true' } : labels
          one = { labels: kept, counts: bounds.map(() => 0), sum: 0, count: 0 }
          series.set(key, one)
        }
        one.sum += value
        one.count += 1
        for (let i = bounds.length - 1; i >= 0 && value <= (bounds[i] ?? 0); i--) {
          one.counts[i] = (one.counts[i] ?? 0) + 1
        }
      }
    },
    render: () => `${families.map((lines) => lines()).join('\n')}\n`,
  }
}

const overflow = '{other="true"}'

function keyFor(known: ReadonlyMap<string, unknown>, labels: Labels): string {
  const key = written(labels)
  return known.has(key) || known.size < mostSeries ? key : overflow
}

function written(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(String(value))}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

function escaped(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')
}
