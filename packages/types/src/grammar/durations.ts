export const numberSource = '(?:\\d+[.,]\\d+|[.,]\\d+|\\d*[¼½¾]|\\d+)'
const hourUnit = '(?:h|hrs?|hours?)'
const minuteUnit = '(?:m|mins?|minutes?)'

/** A duration, as one alternation for words in lower case with single spaces. */
export const durationSource =
  `${numberSource} ?${hourUnit}(?: ?(?:and )?${numberSource} ?${minuteUnit})?` +
  `|${numberSource} ?${minuteUnit}|${numberSource}${hourUnit}\\d{1,3}|\\d{1,3}:\\d\\d`

export type DurationReading = {
  minutes: number | null
  error?: 'E_BAD_MINUTES' | 'E_DURATION_ZERO' | 'E_DURATION_MAX'
  isClock: boolean
}

const clockPattern = /^(\d+):(\d\d)$/
const parts = new RegExp(`(${numberSource}) ?([a-z]*)`, 'g')
const fractions: Record<string, string> = { '¼': '.25', '½': '.5', '¾': '.75' }

type Decimal = { value: bigint; places: number }

const toDecimal = (number: string): Decimal => {
  const digits = number.replace(/[¼½¾]/, (sign) => fractions[sign] ?? '').replace(',', '.')
  const [whole = '', fraction = ''] = digits.split('.')
  return { value: BigInt(whole + fraction), places: fraction.length }
}

// Exact at any length: a float would round 1.025 hours to 61 minutes.
const roundedMinutes = (hours: Decimal, minutes: Decimal): bigint => {
  const places = Math.max(hours.places, minutes.places)
  const scaled = ({ value, places: own }: Decimal) => value * 10n ** BigInt(places - own)
  const unit = 10n ** BigInt(places)
  return (2n * (60n * scaled(hours) + scaled(minutes)) + unit) / (2n * unit)
}

const hasTooManyMinutes = ({ value, places }: Decimal) => value >= 60n * 10n ** BigInt(places)

const readParts = (token: string): { hours: Decimal; minutes: Decimal; isMixed: boolean } => {
  const none = { value: 0n, places: 0 }
  const clock = clockPattern.exec(token)
  if (clock) {
    const [, hours = '', minutes = ''] = clock
    return { hours: toDecimal(hours), minutes: toDecimal(minutes), isMixed: true }
  }
  const [first, second] = [...token.matchAll(parts)].map(([, number = '', unit = '']) => ({
    amount: toDecimal(number),
    isHours: unit.startsWith('h'),
  }))
  if (!first?.isHours) return { hours: none, minutes: first?.amount ?? none, isMixed: false }
  return { hours: first.amount, minutes: second?.amount ?? none, isMixed: second !== undefined }
}

/** The exact minutes of a duration token, before any limit: 1h75m is 135. */
export const exactMinutes = (token: string): number => {
  const { hours, minutes } = readParts(token)
  return Number(roundedMinutes(hours, minutes))
}

/** Reads a token that `durationSource` matched; `minutes` is 1..1440, or null with an error. */
export const readDuration = (token: string): DurationReading => {
  const { hours, minutes, isMixed } = readParts(token)
  const isClock = clockPattern.test(token)
  const refused = (error: NonNullable<DurationReading['error']>) => ({
    minutes: null,
    error,
    isClock,
  })
  if (isMixed && hasTooManyMinutes(minutes)) return refused('E_BAD_MINUTES')
  const total = roundedMinutes(hours, minutes)
  if (total === 0n) return refused('E_DURATION_ZERO')
  if (total > 1440n) return refused('E_DURATION_MAX')
  return { minutes: Number(total), isClock }
}

/** Minutes in the shortest form the parser reads: 90 is `1h30m`. */
export const durationText = (minutes: number): string => {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return `${hours ? `${hours}h` : ''}${rest || !hours ? `${rest}m` : ''}`
}
