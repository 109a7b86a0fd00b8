import type { JobResult } from '../jobs/schedule.ts'
import type { Metrics } from './metrics.ts'

/** Counts the runs of scheduled jobs; answers what to tell it about each. */
export function measureJobs(
  metrics: Metrics,
  nowSeconds: () => number,
): (result: JobResult) => void {
  const count = metrics.counter('worksmart_job_runs_total', 'Runs of scheduled jobs by outcome.')
  const seconds = metrics.counter('worksmart_job_seconds_total', 'Time that jobs took.')
  const lastDone = new Map<string, number>()
  metrics.gauge('worksmart_job_last_done_seconds', 'Unix time of the last run that finished.', () =>
    [...lastDone].map(([job, at]) => [{ job }, at] as const),
  )
  return ({ name, outcome, seconds: took }) => {
    count({ job: name, outcome })
    seconds({ job: name }, took)
    // Somebody else's run is a run all the same.
    if (outcome !== 'failed') lastDone.set(name, nowSeconds())
  }
}
