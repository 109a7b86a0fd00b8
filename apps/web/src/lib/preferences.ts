/**
 * What a person chose for this device. `public/theme.js` puts what is kept on the root element before
 * the first paint; styles and code read it there, so that both follow a change at once.
 */
export type Preference =
  | 'theme'
  | 'density'
  | 'motion'
  | 'clock'
  | 'target'
  | 'lists'
  | 'keys'
  | 'sidebar'

/** The choice as it was written; undefined while there is none. */
export function preferred(name: Preference): string | undefined {
  return document.documentElement.dataset[name]
}

/** Applies a choice and keeps it; false where the browser keeps nothing beyond this page. */
export function prefer(name: Preference, value: string): boolean {
  document.documentElement.dataset[name] = value
  dispatchEvent(new Event('preference'))
  try {
    localStorage.setItem(`worksmart.device.${name}`, value)
    return true
  } catch {
    return false
  }
}
