import { describe, expect, test } from 'vitest'
import { makeMetrics } from './metrics.ts'

describe('the text that Prometheus reads', () => {
  test('counters add up by label', () => {
    const metrics = makeMetrics()
    const count = metrics.counter('a_total', 'All a.')
    count({ route: '/x', status: 200 })
    count({ route: '/x', status: 200 }, 2)
    count({ route: '/x', status: 404 })
    count()
    expect(metrics.render()).toBe(
      `# HELP a_total All a.
# TYPE a_total counter
a_total{route="/x",status="200"} 3
a_total{route="/x",status="404"} 1
a_total 1
`,
    )
  })

  test('buckets are cumulative and end with everything', () => {
    const metrics = makeMetrics()
    const observe = metrics.histogram('s', 'Seconds.', [0.1, 1])
    for (const value of [0.05, 0.1, 0.5, 3]) observe({ route: '/x' }, value)
    expect(metrics.render().split('\n').slice(2)).toEqual([
      's_bucket{route="/x",le="0.1"} 2',
      's_bucket{route="/x",le="1"} 3',
      's_bucket{route="/x",le="+Inf"} 4',
      's_sum{route="/x"} 3.65',
      's_count{route="/x"} 4',
      '',
    ])
  })

  test('gauges are asked when somebody looks', () => {
    const metrics = makeMetrics()
    let n = 1
    metrics.gauge('g', 'Now.', () => n)
    n = 2
    expect(metrics.render()).toContain('\ng 2\n')
  })

  test('a label cannot end its line or its quotes', () => {
    const metrics = makeMetrics()
    metrics.counter('a_total', 'All a.')({ route: 'a"b\\c\nd' })
    expect(metrics.render()).toContain('a_total{route="a\\"b\\\\c\\nd"} 1')
  })

  test('made-up labels stop at 2,000 series and go under one name', () => {
    const metrics = makeMetrics()
    const count = metrics.counter('a_total', 'All a.')
    for (let i = 0; i < 2500; i++) count({ route: `/${i}` })
    expect(metrics.render()).toContain('a_total{other="true"} 500')
    expect(metrics.render().split('\n').length).toBeLessThan(2010)
  })
})
