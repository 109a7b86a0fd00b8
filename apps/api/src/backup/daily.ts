import type { Metrics } from '../metrics/metrics.ts'
import type { Verified } from './backup.ts'
import { FilesNotCompared } from './compare-files.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000

export type DailyBackup = {
  /** UTC. */
  hour: number
  /** Null when there has been none. */
  lastAt: () => Promise<Date | null>
  /** Makes and verifies one and removes old ones. */
  run: () => Promise<Pick<Verified, 'files'>>
  now: () => Date
  log: (line: string) => void
  metrics: Metrics
}

/** Milliseconds until the next backup is due: at once when the last one is more than a day old. */
export function untilDueMs(now: Date, hour: number, last: Date | null): number {
  if (last === null || now.getTime() - last.getTime() > dayMs + hourMs) return 0
  const due = new Date(now)
  due.setUTCHours(hour, 0, 0, 0)
  if (due.getTime() <= now.getTime()) due.setTime(due.getTime() + dayMs)
  return due.getTime() - now.getTime()
}

/** Backs up every day until it is stopped; one that fails is said and tried again in an hour. */
export function backUpDaily(options: DailyBackup): () => Promise<void> {
  const { metrics, now, log } = options
  const count = metrics.counter('worksmart_backup_runs_total', 'Daily backups by outcome.')
  let lastSeconds = 0
  metrics.gauge(
    'worksmart_backup_last_done_seconds',
    'Unix time of the last backup that was restored and compared.',
    () => lastSeconds,
  )
  const noteFiles = measureFiles(metrics, now)
  let timer: NodeJS.Timeout | undefined
  let isStopping = false
  let running = Promise.resolve()

  async function runOnce(): Promise<void> {
    let waitMs = hourMs
    try {
      noteFiles((await options.run()).files)
      lastSeconds = now().getTime() / 1000
      count({ outcome: 'done' })
      waitMs = untilDueMs(now(), options.hour, now())
    } catch (error) {
      count({ outcome: 'failed' })
      log(`The backup failed: ${(error as Error).message}`)
    }
    wait(waitMs)
  }

  function wait(ms: number): void {
    if (isStopping) return
    timer = setTimeout(() => {
      running = runOnce()
    }, ms)
  }

  running = options.lastAt().then((last) => {
    lastSeconds = (last?.getTime() ?? 0) / 1000
    wait(untilDueMs(now(), options.hour, last))
  })
  return async () => {
    isStopping = true
    clearTimeout(timer)
    await running
  }
}

/** What the last comparison of documents and objects found, and when that was. */
function measureFiles(metrics: Metrics, now: () => Date): (files: Verified['files']) => void {
  const states = ['compared', 'missing', 'different', 'stray'] as const
  let found: Readonly<Record<(typeof states)[number], number>> | null = null
  let lastSeconds = 0
  metrics.gauge('worksmart_backup_files', 'Documents of the last backup by what they have.', () =>
    states.map((state) => [{ state }, found?.[state] ?? 0] as const),
  )
  metrics.gauge(
    'worksmart_backup_files_last_compared_seconds',
    'Unix time of the last comparison of documents with their objects.',
    () => lastSeconds,
  )
  return (files) => {
    // A storage that is away leaves the time where it was, which an alert watches.
    if (files === null || files instanceof FilesNotCompared) return
    found = files
    lastSeconds = now().getTime() / 1000
  }
}
