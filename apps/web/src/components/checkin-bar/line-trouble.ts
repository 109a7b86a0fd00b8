import type { ResolveDiagnostic } from '@worksmart/types/grammar/resolve-checkin'
import type { LineReading } from './read-lines.ts'

const ranks = { error: 0, warning: 1, info: 2 }

/** The diagnostic to speak of: the first error, else the first warning, else an ignored token. */
export function mainDiagnostic({ resolved }: LineReading): ResolveDiagnostic | null {
  const [first = null] = resolved.diagnostics
    // A missing tag is nothing to mend: its place is the suggestion's.
    .filter(({ code }) => code !== 'I_NO_TAG')
    .sort((a, b) => ranks[a.severity] - ranks[b.severity])
  return first
}

/** The first error of a line that cannot be logged; null when it can. */
export function firstError(reading: LineReading): ResolveDiagnostic | null {
  const found = mainDiagnostic(reading)
  return found?.severity === 'error' ? found : null
}

/** False for a line with an error, or one that `notes` says the server would not take. */
export function isReady(reading: LineReading, notes: ReadonlyMap<string, string>): boolean {
  return firstError(reading) === null && !notes.has(reading.text)
}
