export type Verdict = 'green' | 'red' | 'reported'

/** One line of the table. `value` is what was compared with the target, null when nothing was. */
export type Goal = {
  id: string
  goal: string
  target: string
  got: string
  reference: string
  verdict: Verdict
  value: number | null
}

/** A line that is only told: its number depends on the machine, or nothing was measured. */
export function reported(
  id: string,
  goal: string,
  target: string,
  got: string,
  reference = '–',
): Goal {
  return { id, goal, target, got, reference, verdict: 'reported', value: null }
}

/**
 * A line that is met when `value` is at most `most` and `isMet` holds; `unit` follows the target, and
 * `got` says the value in words.
 */
export function atMost(
  id: string,
  goal: string,
  { value, most, unit = '', got, reference = '–', isMet = true }: AtMost,
): Goal {
  const target = `≤ ${most.toLocaleString('en')}${unit && ` ${unit}`}`
  const verdict = value <= most && isMet ? 'green' : 'red'
  return { id, goal, target, got, reference, verdict, value }
}

type AtMost = {
  value: number
  most: number
  unit?: string
  got: string
  reference?: string
  isMet?: boolean
}

export const ratio = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(2))
