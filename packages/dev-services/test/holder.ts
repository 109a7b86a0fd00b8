// Runs hold-cluster.ts as a process of its own, in a group of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'

export interface Held {
  pid: number
  port: number
  url: string
}

export interface Holder {
  child: ChildProcess & { pid: number }
  /** The running cluster; rejects with what the program said when it ended first. */
  ready: Promise<Held>
  /** What it printed to both streams until it ended, and its exit code. */
  ended: Promise<{ code: number | null; said: string }>
}

interface HolderOptions {
  mode?: 'durable' | 'disposable'
  /** Another user to run as, which only root may ask for. */
  uid?: number
}

export function holdCluster(dataDir: string, options: HolderOptions = {}): Holder {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const program = new URL('./hold-cluster.ts', import.meta.url).pathname
  const child = spawn(
    process.execPath,
    ['--import', tsx, decodeURIComponent(program), dataDir, options.mode ?? 'durable'],
    {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, HOME: tmpdir() },
      ...(options.uid !== undefined && { uid: options.uid, gid: options.uid }),
    },
  ) as ChildProcess & { pid: number }
  let said = ''
  const ready = new Promise<Held>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('\n')) resolve(JSON.parse(said.slice(0, said.indexOf('\n'))) as Held)
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.once('close', () => reject(new Error(said)))
  })
  // A test that only looks at `ended` has not forgotten this one.
  ready.catch(() => {})
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, said }))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { child, ready, ended }
}

/** The processes that a process has started and not yet lost (Linux only). */
export function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent
      } catch {
        return false
      }
    })
    .map(Number)
}
