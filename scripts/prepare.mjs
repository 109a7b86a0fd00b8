// What `npm start` and `npm test` need before anything of the project can run: a new enough Node.js,
// the dependencies of the lockfile, and the built web app. Each is skipped when nothing changed.

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, spawnPnpm } from './pnpm.mjs'

/** Ends with one line when this Node.js is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`WorkSmart needs Node.js 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

/** Waits for a child process; resolves with its exit code, 1 after a signal. */
export function exitOf(child) {
  return new Promise((settle) => {
    child.on('error', () => settle(1))
    child.on('exit', (code, signal) => settle(signal ? 1 : (code ?? 1)))
  })
}

/** Runs a program and shows its output only when it fails. Resolves with the exit code. */
export async function runQuietly(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
  return quietly(child)
}

async function quietly(child) {
  const output = []
  child.stdout.on('data', (chunk) => output.push(chunk))
  child.stderr.on('data', (chunk) => output.push(chunk))
  const code = await exitOf(child)
  if (code !== 0) process.stderr.write(Buffer.concat(output))
  return code
}

/** Installs what the lockfile names, unless that was done already. Ends the process on failure. */
export async function ensureInstalled() {
  const stamp = join(root, 'node_modules', '.worksmart-installed')
  const wanted = hashOf(['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests()])
  if (read(stamp) === wanted) return
  console.log('Installing what is missing. The first time takes about a minute.')
  const code = await quietly(
    spawnPnpm(['install', '--frozen-lockfile'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { CI: 'true' },
    }),
  )
  if (code !== 0) {
    console.error('The dependencies could not be installed; the lines above say why.')
    process.exit(1)
  }
  writeFileSync(stamp, wanted)
}

/** Builds the web app unless its sources are what was built last. Ends the process on failure. */
export async function ensureBuilt() {
  const web = join(root, 'apps', 'web')
  const stamp = join(web, 'dist', '.built')
  const sources = ['apps/web', 'packages/ui/src', 'packages/types/src'].flatMap((folder) =>
    filesUnder(folder),
  )
  const wanted = hashOf([...sources, 'pnpm-lock.yaml'])
  if (read(stamp) === wanted) return
  console.log('Building the web app.')
  const vite = join(web, 'node_modules', 'vite', 'bin', 'vite.js')
  const code = await runQuietly(process.execPath, [vite, 'build'], { cwd: web })
  if (code !== 0) {
    console.error('The web app could not be built; the lines above say why.')
    process.exit(1)
  }
  mkdirSync(join(web, 'dist'), { recursive: true })
  writeFileSync(stamp, wanted)
}

function manifests() {
  return ['apps', 'packages'].flatMap((group) =>
    readdirSync(join(root, group))
      .sort()
      .map((name) => join(group, name, 'package.json'))
      .filter((file) => existsSync(join(root, file))),
  )
}

function filesUnder(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (['node_modules', 'dist', '.turbo', 'test'].includes(entry.name)) return []
    if (/\.test\.tsx?$/.test(entry.name)) return []
    return entry.isDirectory() ? filesUnder(path) : [path]
  })
}

function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of [...files].sort()) hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}
