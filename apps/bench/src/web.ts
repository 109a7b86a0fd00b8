// The web app's weight, read from its production build. KB are 1,000 bytes, gzip is level 9.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Goal } from './goals.ts'
import { root } from './options.ts'

type Manifest = Record<string, { file: string; imports?: string[] }>

const dist = join(root, 'apps', 'web', 'dist')
/** Today is a chunk of its own in some builds and a part of the first one in others. */
const today = 'src/screens/today/today-screen.tsx'

/** The goals of the build; null when there is no build to look at. */
export function judgeWeb(): Goal[] | null {
  const manifestPath = join(dist, '.vite', 'manifest.json')
  if (!existsSync(manifestPath)) return null
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as Manifest
  const files = initialFiles(manifest)
  const initial = files.reduce((sum, file) => sum + gzipped(file), 0)
  const withZod = files.filter((file) => /_zod\b|ZodError/.test(read(file).toString('utf8')))
  // Every other file is named by its content and kept for good, so only the page is fetched again.
  const repeat = gzipped('index.html')
  return [
    {
      id: 'W1',
      goal: 'JavaScript of the entry and Today, gzip',
      target: '≤ 160 KB',
      got: kb(initial),
      reference: '–',
      verdict: initial <= 160_000 ? 'green' : 'red',
      value: initial,
    },
    {
      id: 'W2',
      goal: 'Initial chunks that hold zod',
      target: '0',
      got: withZod.length === 0 ? '0' : withZod.join(', '),
      reference: '–',
      verdict: withZod.length === 0 ? 'green' : 'red',
      value: withZod.length,
    },
    {
      id: 'W7',
      goal: 'Repeat visit, the page itself, gzip',
      target: '≤ 5 KB',
      got: kb(repeat),
      reference: '–',
      verdict: repeat <= 5_000 ? 'green' : 'red',
      value: repeat,
    },
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
