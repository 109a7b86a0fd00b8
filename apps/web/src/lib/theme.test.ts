import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { applyTheme, readTheme, themeKey } from './theme.ts'

const firstPaint = await readFile(join(import.meta.dirname, '../../public/theme.js'), 'utf8')

function themeBeforePaint(): string | undefined {
  new Function(firstPaint)()
  return document.documentElement.dataset.theme
}

test('a chosen theme shows at once and is there before the next first paint', () => {
  for (const theme of ['dark', 'light', 'system'] as const) {
    applyTheme(theme)
    expect(document.documentElement.dataset.theme).toBe(theme)
    delete document.documentElement.dataset.theme
    expect(themeBeforePaint()).toBe(theme)
    expect(readTheme()).toBe(theme)
  }
})

test('a damaged choice counts as the system’s theme, in both places', () => {
  localStorage.setItem(themeKey, 'purple')
  expect(readTheme()).toBe('system')
  expect(themeBeforePaint()).toBe('system')
})

test('a device that refuses storage still changes the theme', () => {
  const refusing = {
    getItem() {
      throw new DOMException('refused', 'SecurityError')
    },
  }
  expect(readTheme(refusing)).toBe('system')
})
