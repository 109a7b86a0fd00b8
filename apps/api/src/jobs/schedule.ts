import { type JobDependencies, type JobReport, runJob, scheduled } from './jobs.ts'

const hourMs = 60 * 60_000

/**
 * Runs every scheduled job now and once an hour, one after the other. Answers how to stop: it waits for the
 * job at work. A job that fails is said and tried again an hour later.
 */
export function scheduleJobs(
  deps: JobDependencies,
  warn: (line: string) => void,
  onReport: (name: string, report: JobReport) => void = () => {},
): () => Promise<void> {
  let isStopping = false
  let running = Promise.resolve()

  async function runAll(): Promise<void> {
    for (const name of scheduled) {
      if (isStopping) return
      const report = await runJob(deps, name).catch((error: Error) => {
        if (!isStopping) warn(`The job ${name} did not finish: ${error.message}`)
        return null
      })
      if (report) onReport(name, report)
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
