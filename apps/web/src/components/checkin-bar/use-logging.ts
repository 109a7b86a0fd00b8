import { useState } from 'react'
import type { CheckinBarProps } from './checkin-bar.tsx'
import { firstError, isReady } from './line-trouble.ts'
import { type LineReading, toLogged } from './read-lines.ts'
import { fieldOf } from './remaining-lines.ts'
import type { Line } from './use-line.ts'
import type { ServerNotes } from './use-server-notes.ts'

export type Logging = {
  isBusy: boolean
  /** Why nothing was logged; null otherwise. */
  failure: string | null
  submit(readings: readonly LineReading[]): void
}

export type LoggingOptions = {
  onLog: CheckinBarProps['onLog']
  onLogMany: CheckinBarProps['onLogMany']
  line: Line
  server: ServerNotes
  /** A line that cannot be logged, to be shown and selected. The text is never cleared. */
  onRefused(reading: LineReading): void
  onLogged(): void
}

/** One line is logged at once and cleared; of several, those that cannot be logged stay. */
export function useLogging({ line, server, onRefused, onLogged, ...on }: LoggingOptions): Logging {
  const [isBusy, setIsBusy] = useState(false)
  const [failed, setFailed] = useState<{ message: string; version: number } | null>(null)

  const logMany = async (readings: readonly LineReading[], ready: readonly LineReading[]) => {
    if (!on.onLogMany) {
      for (const reading of ready) on.onLog(toLogged(reading))
      return readings.filter((reading) => !ready.includes(reading))
    }
    const outcomes = await on.onLogMany(ready.map(toLogged))
    const refused = ready.filter((_, index) => outcomes[index]?.ok !== true)
    server.add(
      refused.map((reading) => [
        reading.text,
        outcomes[ready.indexOf(reading)]?.message ?? 'Not logged. Try again.',
      ]),
    )
    return readings.filter((reading) => !ready.includes(reading) || refused.includes(reading))
  }

  const submitMany = async (readings: readonly LineReading[]) => {
    const ready = readings.filter((reading) => isReady(reading, server.notes))
    const [wrong] = readings.filter((reading) => !ready.includes(reading))
    if (ready.length === 0 && wrong) {
      onRefused(wrong)
      return
    }
    setIsBusy(true)
    try {
      const left = fieldOf(await logMany(readings, ready))
      line.reset(left.text, left.suppressed)
      onLogged()
    } catch (error) {
      // The words for what went wrong are needed by the few lines that do.
      const words = await import('../problem-text.ts').catch(() => null)
      const message = words?.problemText(error).title ?? 'Not logged. Try again.'
      setFailed({ message, version: line.version })
    } finally {
      setIsBusy(false)
    }
  }

  const submit = (readings: readonly LineReading[]) => {
    const [first] = readings
    if (!first || isBusy) return
    if (readings.length > 1) {
      void submitMany(readings)
    } else if (firstError(first)) {
      onRefused(first)
    } else {
      on.onLog(toLogged(first))
      line.reset('', [])
      onLogged()
    }
  }

  const failure = failed?.version === line.version ? failed.message : null
  return { isBusy, failure, submit }
}
