import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const folders = ['packages/ui/src', 'apps/web/src'].filter((folder) =>
  existsSync(join(root, folder)),
)

// What belongs to a token. A zero, a keyword or a token reference is always fine.
const forbidden: readonly (readonly [string, RegExp])[] = [
  ['colour', /#(?=\w*\d)(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?![\w-])/i],
  // Letters alone may be a tag or an anchor, so there the name of the property decides.
  ['colour', /(?:colou?r|fill|stroke|shadow|background)\w*['"]?[:=].*#[a-f]{3,8}(?![\w-])/i],
  ['colour', /\b(?:rgba?|hsla?|hwb|oklch|oklab|lab|lch)\(/i],
  [
    'radius',
    /\b(?:border\w*Radius|borderRadius)\b[^,\n]*?[:\s'"]-?\d*\.?\d*[1-9]\d*(?:px|rem|em|%)?\b/,
  ],
  ['font size', /\bfontSize\b[^,\n]*?[:\s'"]\d+(?:\.\d+)?(?:px|rem|em|%)?['",\s}]/],
  ['z-index', /\bzIndex\b[^,\n]*?[:\s'"]-?\d+/],
]

function literalsIn(source: string): string[] {
  return source
    .split('\n')
    .flatMap((line, index) =>
      forbidden
        .filter(([, pattern]) => pattern.test(line))
        .map(([what]) => `${index + 1}: ${what} in ${line.trim()}`),
    )
}

function sourcesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .filter((name) => !/\.stylex\.ts$|\.test\.tsx?$|\.gen\.ts$/.test(name))
    .map((name) => join(root, folder, name))
}

test.each(folders)('%s takes colours, radii, font sizes and layers from tokens', (folder) => {
  const sources = sourcesOf(folder)
  const found = sources.flatMap((path) =>
    literalsIn(readFileSync(path, 'utf8')).map((line) => `${relative(root, path)}:${line}`),
  )
  expect(found).toEqual([])
})

test.each([
  "color: '#1F5FD1',",
  "backgroundColor: '#fff',",
  'fill="#bada55"',
  "backgroundColor: 'rgb(0 0 0 / 0.5)',",
  'borderRadius: 6,',
  "borderStartStartRadius: '50%',",
  "fontSize: '13px',",
  'fontSize: 13,',
  "fontSize: { default: '0.8rem' },",
  'zIndex: 10,',
  "zIndex: { default: '40' },",
])('the check finds %s', (line) => {
  expect(literalsIn(line)).toHaveLength(1)
})

test.each([
  'color: color.text,',
  'borderRadius: { default: radius.xl, [media.phone]: radius.none },',
  'fontSize: text.sm,',
  "zIndex: 'auto',",
  'zIndex: z.overlay,',
  'const tag = `#dev`',
  "expect('#dev')",
  'href="#feed"',
  "placeholder: '45 min #cafe standup',",
])('the check leaves %s alone', (line) => {
  expect(literalsIn(line)).toEqual([])
})
