import { type JobDependencies, type JobReport, runJob, scheduled } from './jobs.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** What runs each minute: the chain of the audit log, and files that nobody can open until then. */
const prompt = ['chain-audit', 'scan-documents']

/** How often each job runs; the rest hourly. */
const everyMs = (name: string) => (prompt.includes(name) ? minuteMs : hourMs)

export type JobResult = {
  name: string
  /** `elsewhere`: the same job was at work in another process. */
  outcome: 'done' | 'failed' | 'elsewhere'
  seconds: number
  /** What a finished job took care of. */
  report: JobReport | null
}

/**
 * Runs every scheduled job now and then again in its own time, one at a time. Answers how to stop: it
 * waits for the job at work. A job that fails is said and tried again when its time comes.
 */
export function scheduleJobs(
  deps: JobDependencies,
  warn: (line: string) => void,
  onRun: (result: JobResult) => void = () => {},
): () => Promise<void> {
  let isStopping = false
  let running = Promise.resolve()

  async function run(name: string): Promise<void> {
    if (isStopping) return
    const started = performance.now()
    const ended = (outcome: JobResult['outcome'], report: JobReport | null = null) =>
      onRun({ name, outcome, seconds: (performance.now() - started) / 1000, report })
    try {
      const report = await runJob(deps, name)
      ended(report ? 'done' : 'elsewhere', report)
    } catch (error) {
      if (isStopping) return
      ended('failed')
      warn(`The job ${name} did not finish: ${(error as Error).message}`)
    }
  }

  const timers = scheduled.map((name) => {
    const start = () => {
      running = running.then(() => run(name))
    }
    start()
    const timer = setInterval(start, everyMs(name))
    timer.unref()
    return timer
  })
  return async () => {
    isStopping = true
    for (const timer of timers) clearInterval(timer)
    await running
  }
}
