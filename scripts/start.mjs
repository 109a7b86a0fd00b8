// `npm start`: installs what is missing, builds the web app once, and serves everything on
// http://localhost:3000. `--dev` serves the web app from its sources instead.

import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { planInference } from './inference.mjs'
import { root } from './pnpm.mjs'
import { ensureBuilt, ensureInstalled, exitOf, requireNode } from './prepare.mjs'

const isDev = process.argv.includes('--dev')
const apiPort = process.env.PORT ?? '4001'

requireNode()
await ensureInstalled()
if (!isDev) await ensureBuilt()

const inference = await planInference({
  dataDir: resolve(root, process.env.WORKSMART_DATA_DIR || '.worksmart'),
})

const children = [
  spawn(process.execPath, ['--import', 'tsx', join('src', 'server.dev.ts')], {
    cwd: join(root, 'apps', 'api'),
    // The channel tells the app when this process is gone, however it went.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...inference.env,
      ...(isDev && { PORT: apiPort, NODE_ENV: 'development' }),
    },
  }),
]

// Never waited for: the app is whole without it.
inference.start()

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

if (isDev) {
  serveSources().catch((error) => {
    console.error(`The web app's sources cannot be served: ${error.message}`)
    for (const child of children) child.kill('SIGTERM')
    process.exitCode = 1
  })
}

const code = await Promise.race(children.map(exitOf))
for (const child of children) child.kill('SIGTERM')
await Promise.all(children.map(ended))
inference.stop()
process.exit(code || process.exitCode)

function ended(child) {
  return child.exitCode === null && child.signalCode === null ? exitOf(child) : child.exitCode
}

/** Vite runs in this process, so that it cannot outlive it. */
async function serveSources() {
  const web = join(root, 'apps', 'web')
  process.chdir(web)
  const { createServer } = await import(
    pathToFileURL(join(web, 'node_modules', 'vite', 'dist', 'node', 'index.js')).href
  )
  // The app behind it strips the prefix itself, as it does for the built page.
  const api = { target: `http://127.0.0.1:${apiPort}`, rewrite: (path) => path }
  const server = await createServer({ root: web, server: { proxy: { '/api': api } } })
  await server.listen()
  console.log('\n  The web app from its sources, with every change at once:')
  server.printUrls()
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
