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
      reported('S3', 'Memory of the local app, idle', '–', `${idleMb} MB`),
    ]
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Memory lines of the measured api and its database. */
export function memoryGoals(before: number, apiPid: number, postgresPid: number): Goal[] {
  return [
    reported('S4', 'Memory of the api, idle', '–', `${before} MB`),
    reported('S5', 'Memory of the api after the run', '–', `${residentMb(apiPid)} MB`),
    reported(
      'S6',
      'Memory of Postgres after the run, 1 GB of shared buffers',
      '–',
      `${treeMemoryMb(postgresPid)} MB`,
    ),
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
