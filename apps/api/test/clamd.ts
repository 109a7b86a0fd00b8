// The real clamd of this machine, with one signature of our own and nothing downloaded.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { aFreePort } from './spawn.ts'

/** What the signature is about. It does nothing to anybody. */
export const harmful = 'worksmart-test-of-the-virus-scanner'
export const signature = 'WorkSmart.Test.UNOFFICIAL'
/** The largest file that this one takes, in bytes. */
export const largest = 2 * 1024 * 1024

// Where Debian puts what runs in the background, which is not on everybody's path.
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` }

export type Clamd = {
  host: string
  port: number
  stop: () => Promise<void>
  /** Once more, on the same port. */
  start: () => Promise<void>
  /** Stops it and leaves nothing behind. */
  close: () => Promise<void>
}

/** Null when it can be started here; else why not, for the name of what is skipped. */
export function whyNoClamd(): string | null {
  try {
    execFileSync('clamd', ['--version'], { stdio: 'ignore', env })
    return null
  } catch {
    return 'clamd is not installed'
  }
}

/** Listens on a free port of this machine. As root it is run by nobody, as it would be on a server. */
export async function startClamd(): Promise<Clamd> {
  const folder = await mkdtemp(join(tmpdir(), 'worksmart-clamd-'))
  const database = join(folder, 'database')
  await mkdir(database)
  const hex = Buffer.from(harmful).toString('hex')
  await writeFile(join(database, 'own.ndb'), `WorkSmart.Test:0:*:${hex}\n`)
  const port = await aFreePort()
  const config = join(folder, 'clamd.conf')
  await writeFile(
    config,
    [
      'Foreground yes',
      `DatabaseDirectory ${database}`,
      'TCPAddr 127.0.0.1',
      `TCPSocket ${port}`,
      `TemporaryDirectory ${tmpdir()}`,
      `StreamMaxLength ${largest}`,
      // A file inside another one that is larger than this is not looked at, and said to be so.
      'MaxFileSize 1M',
      'MaxScanSize 1M',
      'AlertExceedsMax yes',
      '',
    ].join('\n'),
  )
  await chmod(folder, 0o755)
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  let child: ChildProcess | null = null

  async function start() {
    child = spawn('clamd', [`--config-file=${config}`], { stdio: 'ignore', env, ...nobody })
    for (let tries = 0; !(await answers(port)); tries++) {
      if (child.exitCode !== null || tries > 200) throw new Error('clamd did not start.')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  async function stop() {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  await start()
  return {
    host: '127.0.0.1',
    port,
    start,
    stop,
    async close() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function answers(port: number): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port })
  try {
    socket.write('zPING\0')
    const [reply] = (await once(socket, 'data')) as [Buffer]
    return reply.toString() === 'PONG\0'
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
