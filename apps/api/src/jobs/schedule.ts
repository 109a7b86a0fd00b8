import { type JobDependencies, jobs, runJob } from './jobs.ts'

const hourMs = 60 * 60_000

/**
 * Runs every job now and once an hour, one after the other. Answers how to stop: it waits for the
 * job at work. A job that fails is said and tried again an hour later.
 */
export function scheduleJobs(
  deps: JobDependencies,
  warn: (line: string) => void,
): () => Promise<void> {
  let isStopping = false
  let running = Promise.resolve()

  async function runAll(): Promise<void> {
    for (const name of Object.keys(jobs)) {
      if (isStopping) return
      await runJob(deps, name).catch((error: Error) => {
        if (!isStopping) warn(`The job ${name} did not finish: ${error.message}`)
      })
    }
  }
  const start = () => {
    running = running.then(runAll)
  }

  start()
  const timer = setInterval(start, hourMs)
  timer.unref()
  return async () => {
    isStopping = true
    clearInterval(timer)
    await running
  }
}
