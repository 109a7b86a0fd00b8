/** The zone that this device is set to. */
export function deviceZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** Every zone that the browser knows, and the one that is kept, which an older name may be. */
export function zoneOptions(kept: string): { id: string; label: string }[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', deviceZone(), kept])
  return [...zones].toSorted().map((id) => ({ id, label: id.replaceAll('_', ' ') }))
}
