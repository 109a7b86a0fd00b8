// Interleaved rounds: every variant runs for a moment in each round, so that a busy neighbour meets
// all of them alike, and only numbers of one run are divided by each other.

import { type Child, startChild } from './child.ts'
import { treeCpuMicros } from './cpu.ts'
import type { FloorMessage, FloorResult } from './floor.ts'
import type { LoadMessage, LoadResult } from './load.ts'
import type { Scenario, Scenarios } from './requests.ts'
import type { VariantReady, VariantSettings } from './variant.ts'

export type Server = 'app' | 'idiomatic' | 'offset'
export type Cell = { by: Server | 'floor'; scenario: Scenario }

/** One round of one cell; CPU in µs a request. */
export type Sample = {
  perSecond: number
  serverMicros: number
  postgresMicros: number
  refused: number
  bytes: number
  p50Ms: number
  p99Ms: number
}

export type Samples = ReadonlyMap<string, Sample[]>

export const cellKey = (cell: Cell) => `${cell.by}:${cell.scenario}`

export type Bench = {
  /** Where a server listens, for checks outside the timing. */
  portOf: (server: Server) => number
  pidOf: (server: Server) => number
  /** From starting the process to listening, in ms. */
  readyMsOf: (server: Server) => number
  run: (cells: readonly Cell[], rounds: number, seconds: number) => Promise<Samples>
  stop: () => Promise<void>
}

/** Starts the load generator, the floor and the servers that `cells` name. */
export async function startBench(
  settings: VariantSettings,
  postgresPid: number,
  scenarios: Scenarios,
  cells: readonly Cell[],
  log: (line: string) => void,
): Promise<Bench> {
  const [load] = await startChild('load.ts', {})
  const servers = new Map<Server, { child: Child; port: number; readyMs: number }>()
  let floor: Child | null = null
  for (const by of new Set(cells.map((cell) => cell.by))) {
    if (by === 'floor') {
      ;[floor] = await startChild('floor.ts', settings)
    } else {
      const started = performance.now()
      const [child, ready] = await startChild(`variants/${by}.ts`, settings)
      const readyMs = Math.round(performance.now() - started)
      servers.set(by, { child, port: (ready as VariantReady).port, readyMs })
    }
  }
  for (const [scenario, requests] of Object.entries(scenarios)) {
    await load.ask({ do: 'prepare', scenario, requests } satisfies LoadMessage)
  }

  const serverOf = (server: Server) => {
    const found = servers.get(server)
    if (!found) throw new Error(`The variant ${server} was not started.`)
    return found
  }

  async function once({ by, scenario }: Cell, seconds: number): Promise<Sample> {
    const serverPid = by === 'floor' ? null : serverOf(by).child.pid
    const before = [serverPid === null ? 0 : treeCpuMicros(serverPid), treeCpuMicros(postgresPid)]
    const result =
      by === 'floor'
        ? await floorOf(floor).ask<FloorResult>({ do: 'run', scenario, seconds })
        : await load.ask<LoadResult>({ do: 'run', scenario, seconds, port: serverOf(by).port })
    const after = [serverPid === null ? 0 : treeCpuMicros(serverPid), treeCpuMicros(postgresPid)]
    const each = (i: number) => ((after[i] ?? 0) - (before[i] ?? 0)) / Math.max(1, result.requests)
    const load_ = 'refused' in result ? result : null
    return {
      perSecond: result.requests / result.seconds,
      serverMicros: each(0),
      postgresMicros: each(1),
      refused: load_?.refused ?? 0,
      bytes: load_?.bytesPerAnswer ?? 0,
      p50Ms: load_?.p50Ms ?? 0,
      p99Ms: load_?.p99Ms ?? 0,
    }
  }

  return {
    portOf: (server) => serverOf(server).port,
    pidOf: (server) => serverOf(server).child.pid,
    readyMsOf: (server) => serverOf(server).readyMs,
    async run(wanted, rounds, seconds) {
      const samples = new Map<string, Sample[]>(wanted.map((cell) => [cellKey(cell), []]))
      if (wanted.length === 0) return samples
      // Not before: recording a write writes, and the reads have to be over by then.
      for (const { by, scenario } of wanted) {
        const requests = scenarios[scenario]
        if (by === 'floor') {
          await floorOf(floor).ask({ do: 'prepare', scenario, requests } satisfies FloorMessage)
        }
      }
      // A new process needs thousands of requests before its code is as fast as it gets.
      for (const cell of wanted) await once(cell, Math.max(1, seconds))
      for (let round = 0; round < rounds; round++) {
        log(`Round ${round + 1} of ${rounds}: ${wanted.map(cellKey).join(' ')}`)
        // Every other round goes backwards, so that none always has the same predecessor.
        for (const cell of round % 2 === 0 ? wanted : [...wanted].reverse()) {
          samples.get(cellKey(cell))?.push(await once(cell, seconds))
        }
      }
      return samples
    },
    async stop() {
      for (const { child } of servers.values()) await child.stop()
      await floor?.stop()
      await load.stop()
    },
  }
}

function floorOf(floor: Child | null): Child {
  if (!floor) throw new Error('The floor was not started.')
  return floor
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
