// The product as `npm start` serves it, in a process of its own.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { root } from './options.ts'

export type LocalApp = {
  url: string
  /** From the command to the first answer that it is ready, in ms. */
  readyMs: number
  /** The process that was started; its database is one of its children. */
  pid: number
  stop: () => Promise<void>
}

export type StartCommand = { command: string; args: string[]; folder: string }

/** The entry point alone, without what prepares and watches it. */
export const entryPoint: StartCommand = {
  command: process.execPath,
  args: ['--import', 'tsx', 'src/server.dev.ts'],
  folder: join(root, 'apps', 'api'),
}

/** What a person types. */
export const npmStart: StartCommand = {
  command: process.platform === 'win32' ? 'npm.cmd' : 'npm',
  args: ['start', '--silent'],
  folder: root,
}

/** Starts the app on this data folder and on any free port, and waits until it is ready. */
export async function startLocalApp(
  dataDir: string,
  { command, args, folder }: StartCommand = entryPoint,
  settings: Record<string, string> = {},
): Promise<LocalApp> {
  const started = performance.now()
  const child = spawn(command, args, {
    cwd: folder,
    env: {
      ...process.env,
      WORKSMART_DATA_DIR: dataDir,
      DATABASE_URL: '',
      PORT: '0',
      // Preparing the inference service would work beside what is measured.
      INFERENCE: 'off',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    // npm passes a signal on only to what it started itself; the group hears it as from a terminal.
    detached: true,
  })
  const url = await addressOf(child)
  const health = await fetch(`${url}/api/health/ready`)
  if (!health.ok) throw new Error(`The local app is not ready: ${await health.text()}`)
  const readyMs = Math.round(performance.now() - started)
  const pid = child.pid ?? 0
  return { url, readyMs, pid, stop: () => stop(child) }
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    // A negative id is the whole group.
    if (process.platform === 'win32' || !child.pid) child.kill('SIGTERM')
    else process.kill(-child.pid, 'SIGINT')
  })
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const url = /http:\/\/localhost:\d+/.exec(said)?.[0]
      if (url) resolve(url)
    })
    child.once('exit', (code) => reject(new Error(`The local app ended (${code}): ${said}`)))
  })
}

/** A port of this machine that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
