// A copy of the tree that defects can be put into, and a run of a few tests there.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Saboteur } from './saboteurs.ts'
import { patternOf } from './test-titles.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** What is made and not written; the packages' own links to each other have to come along. */
const madeFolders = new Set([
  '.git',
  '.worksmart',
  '.turbo',
  '.venv',
  'dist',
  '.vite',
  '.vite-temp',
])

/** Copies the tree to a folder of its own; what is installed is linked. */
export function copyTree(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'worksmart-saboteurs-'))
  cpSync(root, folder, {
    recursive: true,
    // The links between packages are relative, so here they lead to the copies.
    verbatimSymlinks: true,
    filter: (path) => !madeFolders.has(basename(path)) && relative(root, path) !== 'node_modules',
  })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Puts the defect into the copy; answers how to take it out again. */
export function sabotage(folder: string, { file, exact, replacement }: Saboteur): () => void {
  const path = join(folder, file)
  const before = readFileSync(path, 'utf8')
  if (before.split(exact).length !== 2) throw new Error(`The text does not stand once in ${file}.`)
  // A function, because `$&` in a replacement would mean something.
  writeFileSync(
    path,
    before.replace(exact, () => replacement),
  )
  return () => writeFileSync(path, before)
}

/** Where the tests of a file are run from, and with which settings. */
function suiteOf(file: string): { cwd: string; args: string[] } {
  const cwd = file.split('/').slice(0, 2).join('/')
  const inCwd = relative(cwd, file)
  const config = file.startsWith('apps/e2e/deploy/') ? ['--config', 'vitest.deploy.config.ts'] : []
  return { cwd, args: [inCwd, ...config] }
}

export type TestRun = {
  isGreen: boolean
  passed: number
  /** Why there was nothing to run: the source itself could not be read. */
  isBroken: boolean
  output: string
}

/** Runs the tests of these titles in one file of the copy. */
export async function runTests(
  folder: string,
  file: string,
  titles: readonly string[],
): Promise<TestRun> {
  const { cwd, args } = suiteOf(file)
  const report = join(folder, 'report.json')
  rmSync(report, { force: true })
  const program = join(folder, cwd, 'node_modules', 'vitest', 'vitest.mjs')
  const child = spawn(
    process.execPath,
    [
      ...[program, 'run', ...args, '-t', titles.map(patternOf).join('|')],
      ...['--maxWorkers=1', '--bail=1', '--reporter=default', '--reporter=json'],
      `--outputFile.json=${report}`,
    ],
    {
      cwd: join(folder, cwd),
      env: { PATH: process.env.PATH, HOME: process.env.HOME, CI: 'true', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
    })
  }
  const [code] = await once(child, 'close')
  const { numPassedTests: passed = 0 } = existsSync(report)
    ? (JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests?: number })
    : {}
  return {
    isGreen: code === 0,
    passed,
    isBroken: /Transform failed|SyntaxError|PARSE_ERROR|Failed to resolve|is not defined/.test(
      output,
    ),
    output,
  }
}
