import { prefer, preferred } from './preferences.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** What the person chose; anything unknown is `system`. */
export function readTheme(): Theme {
  return themes.find((theme) => theme === preferred('theme')) ?? 'system'
}

/** Shows the theme at once and keeps it; false where the browser keeps nothing. */
export function applyTheme(theme: Theme): boolean {
  return prefer('theme', theme)
}
