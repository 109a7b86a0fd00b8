// From a command to an app that answers, and the memory it takes. These are the only lines of the
// table that are wall-clock time, so each is the middle of several starts.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { startCluster } from '@worksmart/dev-services/postgres/cluster'
import { residentMb, treeMemoryMb } from './cpu.ts'
import { atMost, type Goal, reported } from './goal.ts'
import { entryPoint, npmStart, startLocalApp } from './local-app.ts'
import { median } from './measure.ts'
import { root } from './options.ts'

const warmStarts = 3
const firstMost = 15_000
const warmMost = 2_000

/** Starts the local app and its database, each on a folder that is empty the first time. */
export async function measureStarts(): Promise<Goal[]> {
  const npm = await inEmptyFolder(async (dataDir) => {
    const first = await startLocalApp(dataDir, npmStart)
    await first.stop()
    const warm: number[] = []
    let memoryMb = 0
    for (let n = 0; n < warmStarts; n++) {
      const app = await startLocalApp(dataDir, npmStart)
      warm.push(app.readyMs)
      memoryMb = treeMemoryMb(app.pid)
      await app.stop()
    }
    const entry: number[] = []
    let idleMb = 0
    for (let n = 0; n < warmStarts; n++) {
      const app = await startLocalApp(dataDir, entryPoint)
      entry.push(app.readyMs)
      idleMb = residentMb(app.pid)
      await app.stop()
    }
    return { firstMs: first.readyMs, warm, memoryMb, entryMs: median(entry), idleMb }
  })
  const postgres = await inEmptyFolder(measurePostgres)
  return [
    start('S1', 'First `npm start`: empty data folder to answering', npm.firstMs, firstMost),
    start(
      'S2',
      'Warm `npm start`: existing data to answering',
      median(npm.warm),
      warmMost,
      `${npm.entryMs} ms without npm and its script`,
    ),
    reported('S3', 'Local app without its database: memory idle', '–', `${npm.idleMb} MB`),
    reported(
      'S7',
      'All of `npm start`, database and npm too: memory idle',
      '–',
      `${npm.memoryMb} MB`,
    ),
    start('S8', 'Built-in Postgres, first start', postgres.firstMs, firstMost),
    start('S9', 'Built-in Postgres, warm start', postgres.warmMs, warmMost),
  ]
}

async function measurePostgres(folder: string): Promise<{ firstMs: number; warmMs: number }> {
  const start = async () => {
    const started = performance.now()
    const cluster = await startCluster({ dataDir: join(folder, 'postgres') })
    const ms = Math.round(performance.now() - started)
    await cluster.stop()
    return ms
  }
  const firstMs = await start()
  const warm: number[] = []
  for (let n = 0; n < warmStarts; n++) warm.push(await start())
  return { firstMs, warmMs: median(warm) }
}

function start(id: string, goal: string, ms: number, most: number, reference = '–'): Goal {
  return atMost(id, goal, { value: ms, most, unit: 'ms', got: `${Math.round(ms)} ms`, reference })
}

async function inEmptyFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  mkdirSync(join(root, '.worksmart'), { recursive: true })
  const folder = mkdtempSync(join(root, '.worksmart', 'bench-start-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
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
