/** Minutes as people read them: `45 min`, `2 h`, `2 h 15`. Negative minutes keep their sign. */
export function formatMinutes(minutes: number): string {
  const { sign, hours, rest } = split(minutes)
  if (hours === 0) return `${sign}${rest} min`
  return rest === 0 ? `${sign}${hours} h` : `${sign}${hours} h ${String(rest).padStart(2, '0')}`
}

/** The same for a screen reader, which would say "2 h" letter by letter: `2 hours 15 minutes`. */
export function spokenMinutes(minutes: number): string {
  const { sign, hours, rest } = split(minutes)
  const words = [
    hours > 0 ? `${hours} ${hours === 1 ? 'hour' : 'hours'}` : '',
    rest > 0 || hours === 0 ? `${rest} ${rest === 1 ? 'minute' : 'minutes'}` : '',
  ]
  return `${sign && 'minus '}${words.filter(Boolean).join(' ')}`
}

function split(minutes: number) {
  const whole = Math.round(Math.abs(minutes))
  const sign = minutes < 0 && whole > 0 ? '-' : ''
  return { sign, hours: Math.floor(whole / 60), rest: whole % 60 }
}
