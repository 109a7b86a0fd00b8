const steps = ['KB', 'MB', 'GB'] as const

/** `820 bytes`, `12 KB`, `4.2 MB`: steps of 1,024, one digit after the point below ten. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? '1 byte' : `${bytes} bytes`
  let value = bytes
  let unit: string = steps[0]
  for (const step of steps) {
    value /= 1024
    unit = step
    // What would be rounded to 1024 belongs to the next step.
    if (value < 1023.5) break
  }
  const shown = value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value)
  return `${shown} ${unit}`
}
