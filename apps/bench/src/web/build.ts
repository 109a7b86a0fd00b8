// The web app's weight, read from its production build. KB are 1,000 bytes, gzip is level 9.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { atMost, type Goal, reported } from '../goal.ts'
import { root } from '../options.ts'

type Manifest = Record<string, { file: string; imports?: string[] }>

const dist = join(root, 'apps', 'web', 'dist')
/** Today is a chunk of its own in some builds and a part of the first one in others. */
const today = 'src/screens/today/today-screen.tsx'

/** The goals of the build; one line when there is no build to look at. */
export function judgeBuild(): Goal[] {
  const manifestPath = join(dist, '.vite', 'manifest.json')
  if (!existsSync(manifestPath)) {
    return [reported('W1', 'The web app is not built', '–', 'not measured')]
  }
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as Manifest
  const files = initialFiles(manifest)
  const initial = files.reduce((sum, file) => sum + gzipped(file), 0)
  const withZod = files.filter((file) => /_zod\b|ZodError/.test(read(file).toString('utf8')))
  // Every other file is named by its content and kept for good, so only the page is fetched again.
  const repeat = gzipped('index.html')
  return [
    atMost('W1', 'JavaScript of the entry and Today, gzip', {
      value: initial / 1000,
      most: 160,
      unit: 'KB',
      got: kb(initial),
    }),
    atMost('W2', 'Initial chunks that hold zod', {
      value: withZod.length,
      most: 0,
      got: withZod.length === 0 ? '0' : withZod.join(', '),
    }),
    atMost('W7', 'Repeat visit, the page itself, gzip', {
      value: repeat / 1000,
      most: 5,
      unit: 'KB',
      got: kb(repeat),
    }),
  ]
}

/** The scripts that the page names, those of Today, and all that they import at once. */
function initialFiles(manifest: Manifest): string[] {
  const page = read('index.html').toString('utf8')
  const named = Object.keys(manifest).filter((key) => {
    const { file = '' } = manifest[key] ?? {}
    return key === today || (file.endsWith('.js') && page.includes(`/${file}"`))
  })
  if (named.length === 0) throw new Error('The page of the build names no script.')
  const files = new Set<string>()
  for (let key = named.pop(); key !== undefined; key = named.pop()) {
    const chunk = manifest[key]
    if (!chunk) throw new Error(`The build has no chunk for ${key}.`)
    if (files.has(chunk.file)) continue
    files.add(chunk.file)
    named.push(...(chunk.imports ?? []))
  }
  return [...files].filter((file) => file.endsWith('.js'))
}

const read = (file: string) => readFileSync(join(dist, file))
const gzipped = (file: string) => gzipSync(read(file), { level: 9 }).length
const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`
