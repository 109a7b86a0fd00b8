import { IconButton } from '@worksmart/ui/icon-button.tsx'
import { Monitor, Moon, Sun } from 'lucide-react'
import { applyTheme, type Theme } from '../lib/theme.ts'
import { useTheme } from './use-theme.ts'

const looks = {
  system: { icon: Monitor, next: 'light', words: 'Theme: as the system' },
  light: { icon: Sun, next: 'dark', words: 'Theme: light' },
  dark: { icon: Moon, next: 'system', words: 'Theme: dark' },
} as const satisfies Record<Theme, { icon: unknown; next: Theme; words: string }>

/** One button for three themes: each press goes on to the next. */
export function ThemeSwitch() {
  const { icon, next, words } = looks[useTheme()]
  return (
    <IconButton
      icon={icon}
      size="sm"
      label={`${words}. Change to ${next}`}
      tip={words}
      onPress={() => applyTheme(next)}
    />
  )
}
