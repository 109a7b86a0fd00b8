// Runs exactly the pnpm that package.json names, so that a machine needs only Node.js and npm.
// npx keeps the download, so the second call costs about a second.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** The `pnpm@x.y.z` of the one place that names it. */
export function pinnedPnpm() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager
}

/** Starts pnpm with these arguments; the child process is returned. */
export function spawnPnpm(args, options = {}) {
  return spawn('npx', ['-y', pinnedPnpm(), ...args], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', ...options.env },
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const child = spawnPnpm(process.argv.slice(2), { cwd: process.cwd() })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
