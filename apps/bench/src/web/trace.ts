// What the page's main thread did, from Chromium's own trace. CPU time, not wall-clock time: a busy
// machine makes a task last longer, not work more.

import type { Browser, Page } from 'playwright-core'

type TraceEvent = {
  name: string
  ph: string
  pid: number
  tid: number
  /** µs since some moment. */
  ts: number
  /** µs from start to end. */
  dur?: number
  /** µs of work in between. */
  tdur?: number
  args?: { name?: string }
}

export type Work = {
  /** CPU of the longest task, ms. */
  longestMs: number
  /** CPU of everything that runs script, ms. */
  scriptMs: number
  tasks: number
}

const scripts = new Set([
  'EvaluateScript',
  'EventDispatch',
  'FireAnimationFrame',
  'FireIdleCallback',
  'FunctionCall',
  'RunMicrotasks',
  'TimerFire',
  'v8.run',
])

/** What the main thread of `page` works during `act`. */
export async function workDuring(
  browser: Browser,
  page: Page,
  act: () => Promise<void>,
): Promise<Work> {
  await browser.startTracing(page, {
    categories: [
      'toplevel',
      'devtools.timeline',
      'v8.execute',
      'disabled-by-default-devtools.timeline',
    ],
  })
  await act()
  const trace = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
    traceEvents: TraceEvent[]
  }
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`
  const main = new Set(
    trace.traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(threadOf),
  )
  const events = trace.traceEvents.filter((event) => event.ph === 'X' && main.has(threadOf(event)))
  const tasks = events.filter(({ name }) => name === 'RunTask').map(cpuMs)
  return {
    longestMs: Math.max(0, ...tasks),
    scriptMs: outermost(events.filter(({ name }) => scripts.has(name))).reduce(
      (sum, event) => sum + cpuMs(event),
      0,
    ),
    tasks: tasks.length,
  }
}

const cpuMs = ({ dur = 0, tdur = dur }: TraceEvent) => tdur / 1000

/** Script calls script: what lies inside another event is counted with it. */
function outermost(events: TraceEvent[]): TraceEvent[] {
  const kept: TraceEvent[] = []
  const ends = new Map<number, number>()
  for (const event of [...events].sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))) {
    if (event.ts < (ends.get(event.tid) ?? 0)) continue
    ends.set(event.tid, event.ts + (event.dur ?? 0))
    kept.push(event)
  }
  return kept
}

/** How much slower than itself the page's processor is; 1 is its own speed. */
export type Throttle = (rate: number) => Promise<unknown>

/** One session for all rates: the slowdown belongs to the session that asked for it. */
export async function throttleOf(page: Page): Promise<Throttle> {
  const session = await page.context().newCDPSession(page)
  return (rate) => session.send('Emulation.setCPUThrottlingRate', { rate })
}
