import type { ChildProcess } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  realpathSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { StartRefused } from '../start-refused.ts'
import { findBinaries } from './binaries.ts'
import { prepareData } from './data-directory.ts'
import { lockFolder } from './folder-lock.ts'
import { clearOrphan, freePort, launch } from './postmaster.ts'
import { choosePrivileges } from './privileges.ts'
import { waitUntilGone } from './process-life.ts'
import { startWatchdog } from './watchdog.ts'

export interface Cluster {
  readonly host: '127.0.0.1'
  /** The same over `restart()`. */
  readonly port: number
  /** The server's process, or null while it is stopped. */
  readonly pid: number | null
  /** A connection URL. Roles need no password: the server trusts the loopback address. */
  urlFor(role: string, database: string): string
  superuserUrl(database: string): string
  /** Ends connections, writes everything down and stops; stopping twice is fine. */
  stop(): Promise<void>
  /** Kills the server as a power cut would. */
  kill9(): Promise<void>
  /** Starts again on the same port, after stopping when it runs. */
  restart(): Promise<void>
}

export interface ClusterOptions {
  /** Made when missing. Holds the data, the server's log and the lock of its owner. */
  dataDir: string
  /**
   * Fast and without durability, and `dataDir` is removed when this process ends in any way.
   * A person's data never goes here.
   */
  forTests?: boolean
  /** More server settings, such as `{ shared_buffers: '1GB' }`. */
  settings?: Record<string, string>
  log?: (line: string) => void
}

const launchAttempts = 40

/**
 * Starts the built-in PostgreSQL on a data folder, making the folder on the first start. Throws
 * `StartRefused`, whose message is for the person, when it cannot or must not.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  if (process.env.NODE_ENV === 'production') {
    throw new StartRefused(
      'The built-in database is for one machine only and does not run with NODE_ENV=production. Set DATABASE_URL to a PostgreSQL server.',
    )
  }
  const { forTests = false, log = () => {} } = options
  const folder = makeFolder(resolve(options.dataDir))
  const data = join(folder, 'data')
  const logFile = join(folder, 'postgres.log')
  const lockFile = join(folder, 'owner.lock')
  let unlock: (() => void) | null = lockFolder(lockFile, folder)
  const watchdog = startWatchdog(forTests ? folder : null)
  let child: ChildProcess | null = null
  let port = await freePort()

  const start = async (mayMove: boolean) => {
    unlock ??= lockFolder(lockFile, folder)
    const binaries = findBinaries()
    const privileges = choosePrivileges(folder, data, binaries.nativeDir)
    await clearOrphan(data, log)
    await prepareData(data, binaries, privileges, forTests)
    closeSync(openSync(logFile, 'a'))
    if (privileges.owner) chownSync(logFile, privileges.owner.uid, privileges.owner.gid)
    for (let attempt = 0; attempt < launchAttempts; attempt++) {
      const run = await launch({
        postgres: binaries.postgres,
        data,
        logFile,
        port,
        settings: { ...(forTests ? disposable : durable), ...options.settings },
        privileges,
        onSpawn: watchdog.watch,
      })
      if (run.outcome === 'ready') {
        child = run.child
        // Its process id may be used again; nothing may signal that stranger later.
        run.child.once('exit', () => {
          if (child !== run.child) return
          child = null
          watchdog.watch(null)
        })
        return
      }
      if (mayMove) port = await freePort()
      await pause(100)
    }
    throw new StartRefused(`The database found no free port. Its log is ${logFile}.`)
  }

  const end = async (signal: 'SIGINT' | 'SIGKILL') => {
    const running = child
    child = null
    if (running?.pid !== undefined && running.exitCode === null && running.signalCode === null) {
      running.kill(signal)
      if (!(await waitUntilGone(running.pid, 15_000))) {
        running.kill('SIGQUIT')
        await waitUntilGone(running.pid, 5_000)
      }
    }
    watchdog.watch(null)
  }

  const release = () => {
    unlock?.()
    unlock = null
  }

  try {
    await start(true)
  } catch (error) {
    release()
    if (!forTests) watchdog.dismiss()
    throw error
  }

  const urlFor = (role: string, database: string) =>
    `postgres://${encodeURIComponent(role)}@127.0.0.1:${port}/${encodeURIComponent(database)}`
  return {
    host: '127.0.0.1',
    get port() {
      return port
    },
    get pid() {
      return child?.pid ?? null
    },
    urlFor,
    superuserUrl: (database) => urlFor('postgres', database),
    stop: async () => {
      await end('SIGINT')
      release()
    },
    kill9: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGINT')
      await start(false)
    },
  }
}

/** A cluster in a new temporary folder that vanishes with this process. */
export function startTestCluster(log?: (line: string) => void): Promise<Cluster> {
  const dataDir = mkdtempSync(join(tmpdir(), 'worksmart-test-'))
  return startCluster({ dataDir, forTests: true, ...(log && { log }) })
}

const shared = { timezone: 'UTC', log_timezone: 'UTC', max_connections: '120' }
const durable = { ...shared }
const disposable = {
  ...shared,
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
}

/** The real path of a folder that exists and is ours to write in. */
function makeFolder(path: string): string {
  try {
    mkdirSync(path, { recursive: true })
    // The server may run as another user, who must pass through. The data inside stays private.
    if (process.getuid?.() === 0) chmodSync(path, 0o711)
    closeSync(openSync(join(path, 'postgres.log'), 'a'))
    return realpathSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new StartRefused(
      `WorkSmart cannot write in ${path} (${code}). Make it yours to write in, or set WORKSMART_DATA_DIR to another folder.`,
    )
  }
}
