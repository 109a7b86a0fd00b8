// @vitest-environment node
// Rows 1, 2, 3, 4, 6 and 7 of the web app's performance budget, read from the production build.
// KB are 1,000 bytes; gzip is level 9.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'

type Chunk = {
  file: string
  name?: string
  imports?: string[]
  css?: string[]
  isDynamicEntry?: boolean
}

const root = join(import.meta.dirname, '..')
const dist = join(root, 'dist')
const manifestPath = join(dist, '.vite', 'manifest.json')

let manifest: Record<string, Chunk> = {}

beforeAll(async () => {
  if (await isOutdated()) {
    const { VITEST: _, NODE_ENV: __, ...env } = process.env
    await promisify(execFile)(
      process.execPath,
      [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'],
      { cwd: root, env },
    )
  }
  manifest = JSON.parse(await readFile(manifestPath, 'utf8'))
}, 120_000)

async function isOutdated(): Promise<boolean> {
  if (!existsSync(manifestPath)) return true
  const builtMs = (await stat(manifestPath)).mtimeMs
  const sources = ['index.html', 'vite.config.ts', 'src', 'public', 'build']
  const shared = ['../../packages/ui/src', '../../packages/types/src']
  for (const source of [...sources, ...shared]) {
    const path = join(root, source)
    const isFolder = (await stat(path)).isDirectory()
    const names = isFolder ? await readdir(path, { recursive: true }) : ['']
    for (const name of names) {
      if (name.includes('.test.')) continue
      if ((await stat(join(path, name))).mtimeMs > builtMs) return true
    }
  }
  return false
}

/** The files that the browser needs for these chunks: themselves and what they import at once. */
function filesOf(...keys: string[]): string[] {
  const seen = new Set<string>()
  const waiting = [...keys]
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const chunk = manifest[key]
    if (!chunk) throw new Error(`The build has no chunk for ${key}`)
    if (seen.has(chunk.file)) continue
    seen.add(chunk.file)
    waiting.push(...(chunk.imports ?? []))
  }
  return [...seen]
}

/** What index.html loads: the entry, and Today with it. */
async function initialFiles(): Promise<string[]> {
  const html = await page()
  const named = [...html.matchAll(/<(?:script|link)[^>]*(?:src|href)="\/(assets\/[^"]+\.js)"/g)]
  const keys = named.map(([, file]) => {
    const found = Object.entries(manifest).find(([, chunk]) => chunk.file === file)
    if (!found) throw new Error(`The manifest does not know ${file}`)
    return found[0]
  })
  const files = filesOf(...keys)
  const code = await Promise.all(files.map((file) => readFile(join(dist, file), 'utf8')))
  // The check-in bar is the heart of Today: without it here, this would measure an empty shell.
  expect(code.some((text) => text.includes('Log a check-in'))).toBe(true)
  return files
}

async function gzipBytes(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(join(dist, file)), { level: 9 }).length),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

test('row 1: the entry and Today are at most 160 KB of JavaScript', async () => {
  expect(await gzipBytes(await initialFiles())).toBeLessThanOrEqual(160_000)
})

test('row 2: no zod is loaded before it is needed', async () => {
  for (const file of await initialFiles()) {
    expect(await readFile(join(dist, file), 'utf8'), file).not.toMatch(/_zod\b|ZodError/)
  }
})

test('row 3: Today with menus and dialogs is at most 195 KB', async () => {
  // The menu and the sheet of the shell are one chunk with all they need.
  const overlays = Object.keys(manifest).filter((key) => manifest[key]?.name === 'overlays')
  expect(overlays).toHaveLength(1)
  const files = new Set([...(await initialFiles()), ...filesOf(...overlays)])
  expect(await gzipBytes([...files])).toBeLessThanOrEqual(195_000)
})

test('row 4: the own code of each lazy screen is at most 25 KB', async () => {
  const screens = Object.entries(manifest).filter(
    ([key, chunk]) => key.startsWith('src/screens/') && chunk.isDynamicEntry,
  )
  expect(screens.length).toBeGreaterThan(0)
  for (const [key, { file }] of screens) {
    expect(await gzipBytes([file]), key).toBeLessThanOrEqual(25_000)
  }
})

test('row 6: there is one style sheet, of at most 12 KB, whose colours follow the theme', async () => {
  const assets = await readdir(join(dist, 'assets'))
  const sheets = assets.filter((name) => name.endsWith('.css'))
  expect(sheets).toHaveLength(1)
  const [sheet = ''] = sheets
  expect(await gzipBytes([join('assets', sheet)])).toBeLessThanOrEqual(12_000)
  const css = await readFile(join(dist, 'assets', sheet), 'utf8')
  expect(css).toContain('light-dark(')
  expect(css).not.toContain('--lightningcss-')
})

test('row 7: there is one font file, of at most 32 KB, and the page preloads it', async () => {
  const assets = await readdir(join(dist, 'assets'))
  const fonts = assets.filter((name) => name.endsWith('.woff2'))
  expect(fonts).toHaveLength(1)
  const [font = ''] = fonts
  expect((await stat(join(dist, 'assets', font))).size).toBeLessThanOrEqual(32_000)
  expect(await page()).toContain(
    `rel="preload" as="font" type="font/woff2" crossorigin="" href="/assets/${font}"`,
  )
})

test('the page has no inline script and sets the theme before the styles', async () => {
  const html = await page()
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/)
  expect(html.indexOf('/theme.js')).toBeGreaterThan(0)
  expect(html.indexOf('/theme.js')).toBeLessThan(html.indexOf('rel="stylesheet"'))
})

test('row 8, what the build decides of it: the first row waits for at most four files of code and style', async () => {
  const html = await page()
  const named = html.match(/<(?:script|link)[^>]*(?:src|href)="\/[^"]+\.(?:js|css)"/g) ?? []
  expect(named.length).toBeLessThanOrEqual(4)
  expect((await initialFiles()).length).toBe(
    named.filter((tag) => /assets\/.*\.js/.test(tag)).length,
  )
})

test('every text file of some size has its br and gz beside it', async () => {
  const names = await readdir(dist, { recursive: true })
  const large: string[] = []
  for (const name of names.filter((name) => /^(?!\.vite).*\.(js|css|html|svg)$/.test(name))) {
    if ((await stat(join(dist, name))).size >= 1024) large.push(name)
  }
  expect(large.length).toBeGreaterThan(3)
  for (const name of large)
    expect(names).toEqual(expect.arrayContaining([`${name}.br`, `${name}.gz`]))
})

const page = () => readFile(join(dist, 'index.html'), 'utf8')

test('no build but the tests’ own takes a token from the page, and none but Clerk’s holds Clerk', async () => {
  const files = (await readdir(join(dist, 'assets'))).filter((name) => name.endsWith('.js'))
  for (const name of files) {
    const code = await readFile(join(dist, 'assets', name), 'utf8')
    expect(code.includes('worksmart-test-token') || /clerk/i.test(code), name).toBe(false)
  }
})
