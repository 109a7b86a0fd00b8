// One run of the PostgreSQL server process, and what its postmaster.pid file tells.
import { type ChildProcess, spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { StartRefused } from '../start-refused.ts'
import { serverEnvironment } from './data-directory.ts'
import type { Privileges } from './privileges.ts'
import { commandLine, processLife, waitUntilGone } from './process-life.ts'

const logLimitBytes = 4 * 1024 * 1024

/** The process that postmaster.pid names, or null without such a file. */
function namedPid(data: string): number | null {
  try {
    return Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10) || null
  } catch {
    return null
  }
}

/**
 * Stops a server that an earlier WorkSmart left behind on this data folder, and clears a lock file
 * whose process id now belongs to something else. The caller holds the folder's lock, so no living
 * WorkSmart uses that server.
 */
export async function clearOrphan(data: string, log: (line: string) => void): Promise<void> {
  const pid = namedPid(data)
  if (pid === null) return
  const command = processLife(pid) === null ? '' : (commandLine(pid) ?? '')
  if (!command.includes('postgres') || !command.includes(data)) {
    // PostgreSQL would take a stranger, or the zombie of a killed server, for a living one. It
    // still notices backends that have not ended yet: they hold the shared memory of the folder.
    rmSync(join(data, 'postmaster.pid'), { force: true })
    return
  }
  log('A database server of an earlier run is still there; stopping it first.')
  try {
    process.kill(pid, 'SIGINT')
    if (await waitUntilGone(pid, 10_000)) return
    process.kill(pid, 'SIGQUIT')
    if (await waitUntilGone(pid, 5_000)) return
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return
  }
  throw new StartRefused(
    `A database server of an earlier run (process ${pid}) holds ${data} and could not be stopped. Stop that process, then start again.`,
  )
}

/** Whether a server can listen on this port of the loopback address now. */
async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

/** A free port below the range from which systems hand out ports to outgoing connections. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = 15_000 + Math.floor(Math.random() * 17_000)
    if (await isFree(port)) return port
  }
  throw new StartRefused('No free port between 15000 and 32000 was found for the database.')
}

export interface Launch {
  postgres: string
  data: string
  logFile: string
  port: number
  settings: Record<string, string>
  privileges: Privileges
  /** Called with the process id as soon as there is one, before the server is ready. */
  onSpawn(pid: number): void
}

export type LaunchResult =
  | { outcome: 'ready'; child: ChildProcess; pid: number }
  /** The port is taken, or backends of a killed server are still ending: trying again helps. */
  | { outcome: 'again'; reason: string }

/** Starts the server and waits until it takes connections. Throws `StartRefused` when it ends. */
export async function launch(options: Launch): Promise<LaunchResult> {
  const { data, logFile, privileges } = options
  const args = ['-D', data, '-h', '127.0.0.1', '-k', '', '-p', String(options.port)]
  for (const [name, value] of Object.entries(options.settings)) args.push('-c', `${name}=${value}`)
  const run = privileges.command(options.postgres, args)
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > logLimitBytes) {
    truncateSync(logFile)
  }
  const logFd = openSync(logFile, 'a')
  const logStart = statSync(logFile).size
  const child = spawn(run.file, run.args, {
    ...run.as,
    cwd: data,
    env: serverEnvironment,
    stdio: ['ignore', logFd, logFd],
    // Ctrl-C goes to the whole group of the terminal. In a group of its own the database outlives
    // it, so that the app can finish its requests first.
    detached: true,
  })
  closeSync(logFd)
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(`it ended with ${signal ?? code}`))
  })
  let end: string | null = null
  void ended.then((how) => {
    end = how
  })
  const { pid } = child
  if (pid !== undefined) options.onSpawn(pid)
  child.unref()
  while (end === null) {
    if (pid !== undefined && isReady(data, pid)) return { outcome: 'ready', child, pid }
    await pause(15)
  }
  const said = readFileSync(logFile, 'utf8').slice(logStart)
  if (/Address already in use|could not bind|pre-existing shared memory block/.test(said)) {
    return { outcome: 'again', reason: said }
  }
  const fatal = said.split('\n').find((line) => /FATAL|PANIC|error while loading/.test(line))
  throw new StartRefused(
    `The database did not start: ${fatal ?? end}. Its log is ${logFile}. DATABASE_URL can name another PostgreSQL server.`,
  )
}

/** Line 8 of postmaster.pid says `ready` once connections are taken. */
function isReady(data: string, pid: number): boolean {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return false
  const lines = readFileSync(file, 'utf8').split('\n')
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
}
