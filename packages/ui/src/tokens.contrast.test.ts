import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// StyleX turns the tokens into CSS variable names, so the pairs are read from the source.
const source = readFileSync(join(import.meta.dirname, 'tokens.stylex.ts'), 'utf8')

type Scheme = 'light' | 'dark'
const schemes: readonly Scheme[] = ['light', 'dark']

function tokensOf(group: string): Map<string, Record<Scheme, string>> {
  const body = source.match(
    new RegExp(`export const ${group} = stylex\\.defineVars\\(\\{(.*?)\\n\\}\\)`, 's'),
  )
  const pairs = (body?.[1] ?? '').matchAll(
    /^ {2}(\w+):(?: \{\s*default:)? 'light-dark\((#\w{6}), (#\w{6})\)'/gm,
  )
  return new Map([...pairs].map(([, name = '', light = '', dark = '']) => [name, { light, dark }]))
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const color = tokensOf('color')
const hue = tokensOf('hue')
const chart = tokensOf('chart')

function hexOf(name: string, scheme: Scheme): string {
  const pair = color.get(name) ?? hue.get(name) ?? chart.get(name)
  if (!pair) throw new Error(`no token ${name}`)
  return pair[scheme]
}

const backgrounds = ['canvas', 'surface', 'raised', 'sunken', 'hover', 'selected']
const on = (names: readonly string[], grounds: readonly string[]) =>
  names.flatMap((name) => grounds.map((ground) => [name, ground] as const))

const bodyText = on(['text', 'textMuted'], ['canvas', 'surface', 'raised'])
const smallText = [
  ...on(['text', 'textMuted'], ['sunken', 'hover', 'selected']),
  ...on(['textSubtle'], ['canvas', 'surface', 'raised', 'sunken', 'hover']),
  ...on(['accentText'], backgrounds),
  ...on(['onAccent'], ['accent', 'accentHover', 'danger', 'dangerHover']),
  ...on(['success', 'warning', 'danger', 'info', 'ai'], ['canvas', 'surface', 'raised']),
  ...['success', 'warning', 'danger', 'info', 'ai'].map((name) => [name, `${name}Bg`] as const),
  ...[...hue.keys()]
    .filter((name) => !name.endsWith('Bg'))
    .map((name) => [name, `${name}Bg`] as const),
]
const shapes = [
  ...on(['focus'], backgrounds),
  ...on(['borderStrong', 'accent'], ['canvas', 'surface', 'raised']),
  ...on([...chart.keys()], ['surface']),
]

test('every colour of the palette is read', () => {
  expect(color.size).toBe(27)
  expect(hue.size).toBe(18)
  expect(chart.size).toBe(6)
})

test.each(schemes)('body text has a contrast of 7 in the %s scheme', (scheme) => {
  expect(below(7, bodyText, scheme)).toEqual([])
})

test.each(schemes)('small text has a contrast of 4.5 in the %s scheme', (scheme) => {
  expect(below(4.5, smallText, scheme)).toEqual([])
})

test.each(schemes)(
  'controls, focus and chart series have a contrast of 3 in the %s scheme',
  (scheme) => {
    expect(below(3, shapes, scheme)).toEqual([])
  },
)

// The figures of the palette's specification: a changed hex value shows here even when it passes.
test.each([
  ['text', 'surface', 17.44, 15.15],
  ['textMuted', 'surface', 7.4, 8.59],
  ['textMuted', 'canvas', 7.14, 9.15],
  ['textSubtle', 'surface', 5.45, 6.11],
  ['textSubtle', 'hover', 4.73, 5.13],
  ['border', 'surface', 1.31, 1.31],
  ['borderStrong', 'surface', 3.72, 3.93],
  ['accent', 'surface', 5.81, 5.85],
  ['onAccent', 'accent', 5.81, 6.18],
  ['onAccent', 'accentHover', 7.75, 8],
  ['accentText', 'selected', 6.64, 6.87],
  ['focus', 'selected', 4.97, 6.02],
  ['success', 'successBg', 5.93, 8.38],
  ['warning', 'warningBg', 6.56, 8.69],
  ['danger', 'dangerBg', 5.59, 7.1],
  ['info', 'infoBg', 6.64, 6.87],
  ['ai', 'aiBg', 6.46, 7.66],
  ['teal', 'tealBg', 6.49, 8.57],
  ['olive', 'oliveBg', 6.57, 9.41],
  ['orange', 'orangeBg', 6.38, 8.2],
  ['red', 'redBg', 6.41, 7.1],
  ['pink', 'pinkBg', 6.62, 7.65],
  ['slate', 'slateBg', 7.03, 7.96],
  ['series1', 'surface', 5.81, 6.79],
  ['series2', 'surface', 4.23, 7.85],
  ['series3', 'surface', 4.12, 7.93],
  ['series4', 'surface', 5.68, 6.65],
  ['series5', 'surface', 5.45, 6.74],
  ['series6', 'surface', 5.14, 6.82],
])('%s on %s has the specified contrast', (name, ground, light, dark) => {
  expect(contrast(hexOf(name, 'light'), hexOf(ground, 'light'))).toBeCloseTo(light, 1)
  expect(contrast(hexOf(name, 'dark'), hexOf(ground, 'dark'))).toBeCloseTo(dark, 1)
})

test('more contrast swaps the faint tokens for the strong ones', () => {
  const swapOf = (name: string) =>
    source.match(new RegExp(`  ${name}: \\{[^}]*prefers-contrast: more\\)': '([^']+)'`))?.[1]
  const plain = (name: string) => `light-dark(${hexOf(name, 'light')}, ${hexOf(name, 'dark')})`
  expect(swapOf('border')).toBe(plain('borderStrong'))
  expect(swapOf('textSubtle')).toBe(plain('textMuted'))
})

function below(
  least: number,
  pairs: readonly (readonly [string, string])[],
  scheme: Scheme,
): string[] {
  return pairs.flatMap(([name, ground]) => {
    const ratio = contrast(hexOf(name, scheme), hexOf(ground, scheme))
    return ratio < least ? [`${name} on ${ground}: ${ratio.toFixed(2)}`] : []
  })
}
