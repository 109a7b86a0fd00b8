// When this process is killed with SIGKILL nothing of ours runs any more, and PostgreSQL would
// live on. The watchdog is a tiny process that outlives us: it holds one end of a pipe, and when
// the pipe ends it stops the server.
import { spawn } from 'node:child_process'

export interface Watchdog {
  /** The server to stop when this process ends; null while none runs. */
  watch(pid: number | null): void
  /** Ends the watchdog without stopping anything. */
  dismiss(): void
}

// SIGINT is PostgreSQL's fast shutdown. SIGQUIT after ten seconds gives up on a clean one: the
// next start then replays the log, and no acknowledged write is lost.
const script = `
const { rmSync } = require('node:fs')
const [disposable] = process.argv.slice(1)
let said = ''
let pid = 0
process.stdin.setEncoding('utf8')
process.stdin.on('data', (chunk) => {
  said += chunk
  const lines = said.split('\\n')
  said = lines.pop()
  for (const line of lines) {
    if (line === 'dismiss') process.exit(0)
    pid = Number(line)
  }
})
const signal = (name) => {
  try {
    process.kill(pid, name)
    return true
  } catch {
    return false
  }
}
process.stdin.on('end', async () => {
  if (pid > 0 && signal(disposable ? 'SIGQUIT' : 'SIGINT')) {
    const end = Date.now() + 10_000
    while (signal(0) && Date.now() < end) await new Promise((done) => setTimeout(done, 50))
    signal('SIGQUIT')
  }
  if (disposable) rmSync(disposable, { recursive: true, force: true, maxRetries: 20 })
})
`

/** Starts the watchdog. `disposable` is a folder it removes after this process has ended. */
export function startWatchdog(disposable: string | null): Watchdog {
  const dog = spawn(process.execPath, ['-e', script, ...(disposable ? [disposable] : [])], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Its own group, so that Ctrl-C does not take it along; its own bare environment, so that
    // NODE_OPTIONS of a test runner does not load anything into it.
    detached: true,
    env: { PATH: process.env.PATH },
    cwd: '/',
  })
  const pipe = dog.stdin
  pipe.on('error', () => {})
  dog.on('error', () => {})
  dog.unref()
  if ('unref' in pipe && typeof pipe.unref === 'function') pipe.unref()
  return {
    watch: (pid) => void pipe.write(`${pid ?? 0}\n`),
    dismiss: () => void pipe.end('dismiss\n'),
  }
}
