export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** Kept on the device, not per person. `public/theme.js` reads the same key before first paint. */
export const themeKey = 'worksmart.device.theme'

/** What the person chose; anything unknown, or storage that is not readable, is `system`. */
export function readTheme(storage: Pick<Storage, 'getItem'> = localStorage): Theme {
  try {
    const stored = storage.getItem(themeKey)
    return themes.find((theme) => theme === stored) ?? 'system'
  } catch {
    return 'system'
  }
}

/** Shows the theme at once and keeps it; a device that refuses storage still shows it. */
export function applyTheme(theme: Theme, root: HTMLElement = document.documentElement): void {
  root.dataset.theme = theme
  try {
    localStorage.setItem(themeKey, theme)
  } catch {
    // Private modes may refuse storage: the choice then lasts until the page is closed.
  }
}
