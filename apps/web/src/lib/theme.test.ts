import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { type Preference, prefer, preferred } from './preferences.ts'
import { applyTheme, readTheme } from './theme.ts'

const firstPaint = await readFile(join(import.meta.dirname, '../../public/theme.js'), 'utf8')
const names = 'theme density motion clock target lists keys sidebar'.split(' ') as Preference[]

function nextStart(): void {
  const { dataset } = document.documentElement
  for (const name of Object.keys(dataset)) delete dataset[name]
  new Function(firstPaint)()
}

test('a chosen theme shows at once and is there before the next first paint', () => {
  for (const theme of ['dark', 'light', 'system'] as const) {
    expect(applyTheme(theme)).toBe(true)
    expect(document.documentElement.dataset.theme).toBe(theme)
    nextStart()
    expect(readTheme()).toBe(theme)
  }
})

test('every preference is there before the next first paint', () => {
  for (const name of names) prefer(name, `choice of ${name}`)
  nextStart()
  for (const name of names) expect(preferred(name)).toBe(`choice of ${name}`)
})

test('a damaged choice counts as the system’s theme', () => {
  localStorage.setItem('worksmart.device.theme', 'purple')
  nextStart()
  expect(readTheme()).toBe('system')
})

test('a device that refuses storage still changes the theme, and says that it is not kept', () => {
  vi.stubGlobal('localStorage', {
    setItem() {
      throw new DOMException('refused', 'SecurityError')
    },
  })
  expect(applyTheme('dark')).toBe(false)
  expect(readTheme()).toBe('dark')
  vi.unstubAllGlobals()
})
