// `npm start`: installs what is missing, builds the web app once, and serves everything on
// http://localhost:3000. `--dev` serves the web app from its sources instead.

import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './pnpm.mjs'
import { ensureBuilt, ensureInstalled, exitOf, requireNode } from './prepare.mjs'

const isDev = process.argv.includes('--dev')

requireNode()
await ensureInstalled()
if (!isDev) await ensureBuilt()

const children = [
  spawn(process.execPath, ['--import', 'tsx', join('src', 'server.dev.ts')], {
    cwd: join(root, 'apps', 'api'),
    // The channel tells the app when this process is gone, however it went.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...(isDev ? { PORT: process.env.PORT ?? '4001', NODE_ENV: 'development' } : {}),
    },
  }),
]
if (isDev) {
  const web = join(root, 'apps', 'web')
  const vite = join(web, 'node_modules', 'vite', 'bin', 'vite.js')
  children.push(spawn(process.execPath, [vite], { cwd: web, stdio: 'inherit' }))
}

// Ctrl-C reaches the whole group; a signal sent to this process alone is passed on. Either way this
// process stays until the app has closed its database.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal)
  })
}

// npm that is killed tells nobody; its child, which may be a shell around this process, is then
// given to another parent.
if (process.env.npm_lifecycle_event) {
  const parents = () => [process.ppid, isShell(process.ppid) ? parentOf(process.ppid) : null]
  const [parent, npm] = parents()
  setInterval(() => {
    const now = parents()
    if (now[0] !== parent || now[1] !== npm) for (const child of children) child.kill('SIGTERM')
  }, 1000).unref()
}

const code = await Promise.race(children.map(exitOf))
for (const child of children) child.kill('SIGTERM')
await Promise.all(children.map(ended))
process.exit(code)

function ended(child) {
  return child.exitCode === null && child.signalCode === null ? exitOf(child) : child.exitCode
}

// Where there is no /proc, only the loss of the direct parent is noticed.
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const end = stat.lastIndexOf(')')
    return {
      name: stat.slice(stat.indexOf('(') + 1, end),
      parent: stat.slice(end + 2).split(' ')[1],
    }
  } catch {
    return null
  }
}

function isShell(pid) {
  return ['sh', 'bash', 'dash'].includes(statOf(pid)?.name)
}

function parentOf(pid) {
  return statOf(pid)?.parent ?? null
}
