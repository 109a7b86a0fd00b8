import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Pool } from '../db/connect.ts'
import type { Metrics } from './metrics.ts'

/** What a process says about itself: its build, memory, time, and how late its event loop is. */
export function measureProcess(metrics: Metrics, version: string): void {
  const startedSeconds = Date.now() / 1000 - process.uptime()
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  metrics.gauge('worksmart_build_info', 'The build that runs; always 1.', () => [[{ version }, 1]])
  metrics.gauge('process_start_time_seconds', 'Unix time of the start.', () => startedSeconds)
  metrics.gauge('process_resident_memory_bytes', 'Resident memory.', () =>
    process.memoryUsage.rss(),
  )
  metrics.gauge('process_cpu_seconds_total', 'Processor time since the start.', () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1e6
  })
  metrics.gauge('worksmart_event_loop_delay_seconds', 'Since the last scrape.', () => {
    const values: [{ quantile: string }, number][] = [
      [{ quantile: '0.5' }, delay.percentile(50) / 1e9],
      [{ quantile: '0.99' }, delay.percentile(99) / 1e9],
    ]
    delay.reset()
    return values
  })
}

/** How busy the connections of this process are. */
export function measurePool(metrics: Metrics, pool: Pool, max: number): void {
  metrics.gauge('worksmart_database_connections', 'Connections of this process by state.', () => [
    [{ state: 'idle' }, pool.idleCount],
    [{ state: 'busy' }, pool.totalCount - pool.idleCount],
  ])
  metrics.gauge('worksmart_database_connections_max', 'The size of the pool.', () => max)
  metrics.gauge(
    'worksmart_database_queue',
    'Requests that wait for a connection.',
    () => pool.waitingCount,
  )
}
