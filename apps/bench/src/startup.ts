// From a command to an app that answers, and the memory it takes. Wall-clock time depends on the
// machine, so these lines are reported and never judged.

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { residentMb, treeMemoryMb } from './cpu.ts'
import type { Goal } from './goals.ts'
import { root } from './options.ts'

/** Starts the local app twice on a folder that is empty the first time. */
export async function measureStarts(): Promise<Goal[]> {
  const dataDir = mkdtempSync(join(root, '.worksmart', 'bench-start-'))
  try {
    const first = await startLocalApp(dataDir)
    await first.stop()
    const warm = await startLocalApp(dataDir)
    const idleMb = residentMb(warm.pid)
    await warm.stop()
    return [
      reported('S1', 'First start: empty folder to answering', '≤ 15,000 ms', `${first.ms} ms`),
      reported('S2', 'Warm start: existing data to answering', '≤ 2,000 ms', `${warm.ms} ms`),
      reported('S3', 'Local app without its database: memory idle', '–', `${idleMb} MB`),
    ]
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** What the measured api and its database took. */
export function apiGoals(api: {
  readyMs: number
  idleMb: number
  pid: number
  postgresPid: number
}): Goal[] {
  const loadedMb = residentMb(api.pid)
  const postgresMb = treeMemoryMb(api.postgresPid)
  return [
    reported('S4', 'Api process: start to listening', '–', `${api.readyMs} ms`),
    reported(
      'S5',
      'Api process: memory idle → after the run',
      '–',
      `${api.idleMb} → ${loadedMb} MB`,
    ),
    reported('S6', 'Postgres: memory after the run, 1 GB shared buffers', '–', `${postgresMb} MB`),
  ]
}

export function reported(id: string, goal: string, target: string, got: string): Goal {
  return { id, goal, target, got, reference: '–', verdict: 'reported', value: null }
}

async function startLocalApp(dataDir: string) {
  const started = performance.now()
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server.dev.ts'], {
    cwd: join(root, 'apps', 'api'),
    env: { ...process.env, WORKSMART_DATA_DIR: dataDir, DATABASE_URL: '', PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await addressOf(child)
  const health = await fetch(`${url}/api/health/ready`)
  if (!health.ok) throw new Error(`The local app is not ready: ${await health.text()}`)
  return {
    ms: Math.round(performance.now() - started),
    pid: child.pid ?? 0,
    stop: () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
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
