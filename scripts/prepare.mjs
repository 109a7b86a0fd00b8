// What `npm start` and `npm test` need before anything of the project can run: a new enough Node.js,
// the dependencies of the lockfile, and the built web app. Each is skipped when nothing changed.

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, spawnPnpm } from './pnpm.mjs'

/** Ends with one line when this Node.js is too old. Vite needs 22.12 of the 22 line. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const isEnough = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)
  if (isEnough) return
  console.error(
    `WorkSmart needs Node.js 20.19, or 22.12 or newer; this is ${process.versions.node}.`,
  )
  process.exit(1)
}

/**
 * The person's environment without what would change an install, a build or a test run: with
 * NODE_ENV=production, for one, pnpm leaves out the tools.
 */
export function plainEnvironment(without = []) {
  const env = { ...process.env }
  for (const name of ['NODE_ENV', ...without]) delete env[name]
  return env
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
  if (!(await install())) process.exit(1)
}

/** The same, resolving with false when it could not be done. */
export async function install() {
  const stamp = join(root, 'node_modules', '.worksmart-installed')
  const packages = manifests()
  // Programs of another system, as in a folder shared with a container, do not run here.
  const wanted = `${process.platform}-${process.arch} ${hashOf(['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...packages])}`
  const isWhole = packages.every((file) => !needsModules(file) || hasModules(file))
  if (isWhole && read(stamp) === wanted) return true
  console.log('Installing what is missing. The first time takes about a minute.')
  const code = await quietly(
    spawnPnpm(['install', '--frozen-lockfile'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { CI: 'true', NODE_ENV: '' },
    }),
  )
  if (code === 0) writeFileSync(stamp, wanted)
  else console.error('The dependencies could not be installed; the lines above say why.')
  return code === 0
}

function needsModules(manifest) {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, manifest), 'utf8'))
  return Boolean(dependencies ?? devDependencies)
}

function hasModules(manifest) {
  return existsSync(join(root, manifest, '..', 'node_modules'))
}

/** Builds the web app unless its sources are what was built last. Ends the process on failure. */
export async function ensureBuilt() {
  if ((await buildWeb()) === 0) return
  console.error('The web app could not be built; the lines above say why.')
  process.exit(1)
}

/** The same, resolving with the exit code of the build. */
export async function buildWeb() {
  const web = join(root, 'apps', 'web')
  const stamp = join(web, 'dist', '.built')
  const folders = ['apps/web', 'packages/ui/src', 'packages/types/src']
  const wanted = hashOf([...folders.flatMap(filesUnder), 'pnpm-lock.yaml'])
  if (read(stamp) === wanted) return 0
  console.log('Building the web app.')
  const vite = join(web, 'node_modules', 'vite', 'bin', 'vite.js')
  // Both commands are for this machine: its app has people to choose from, not sign-in.
  const options = { cwd: web, env: plainEnvironment(['WORKSMART_SESSION']) }
  const code = await runQuietly(process.execPath, [vite, 'build'], options)
  if (code === 0) writeFileSync(stamp, wanted)
  return code
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
