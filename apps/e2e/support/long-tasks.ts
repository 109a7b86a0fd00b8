import type { Browser, Page } from 'playwright-core'

type TraceEvent = {
  name: string
  pid: number
  tid: number
  /** Microseconds from start to end. */
  dur?: number
  /** Microseconds of work in between: a busy machine makes the other one longer, not this one. */
  tdur?: number
  args?: { name?: string }
}

/** The tasks of the page's main thread during an act: milliseconds of work, longest first. */
export async function taskTimes(
  browser: Browser,
  page: Page,
  act: () => Promise<void>,
): Promise<number[]> {
  await browser.startTracing(page, {
    categories: ['toplevel', 'disabled-by-default-devtools.timeline'],
  })
  await act()
  const trace = JSON.parse((await browser.stopTracing()).toString('utf8'))
  const events: TraceEvent[] = trace.traceEvents
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`
  const main = events
    .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
    .map(threadOf)
  return events
    .filter((event) => event.name === 'RunTask' && main.includes(threadOf(event)))
    .map(({ dur = 0, tdur = dur }) => tdur / 1000)
    .sort((a, b) => b - a)
}
