// CPU time and memory of process trees, from /proc. The kernel counts in ticks of 10 ms.

import { readdirSync, readFileSync } from 'node:fs'

const ticksPerSecond = 100

/** False where there is no /proc; then only requests per second can be compared. */
export const canReadCpu = process.platform === 'linux'

type Entry = { parent: number; ticks: number; reapedTicks: number }

/** CPU µs that a process and everything below it have used, finished children included. */
export function treeCpuMicros(pid: number): number {
  const entries = readAll()
  let ticks = 0
  for (const one of treeOf(pid, entries)) {
    const entry = entries.get(one)
    if (entry) ticks += entry.ticks + entry.reapedTicks
  }
  return (ticks / ticksPerSecond) * 1_000_000
}

/** Memory of a process tree in MB; pages that several processes share are divided among them. */
export function treeMemoryMb(pid: number): number {
  let kb = 0
  for (const one of treeOf(pid, readAll())) {
    kb += Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${one}/smaps_rollup`))?.[1] ?? 0)
  }
  return Math.round(kb / 1024)
}

/** Resident memory of one process in MB. */
export function residentMb(pid: number): number {
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024)
}

/** The most that one process has ever had resident, in MB. */
export function peakResidentMb(pid: number): number {
  return Math.round(Number(/^VmHWM:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024)
}

function readAll(): Map<number, Entry> {
  const entries = new Map<number, Entry>()
  if (!canReadCpu) return entries
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = read(`/proc/${name}/stat`)
    // The program's name may hold spaces and brackets, so the fields are counted after its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [parent, ...times] = [1, 11, 12, 13, 14].map((i) => Number(fields[i]))
    const [user = 0, system = 0, reapedUser = 0, reapedSystem = 0] = times
    if (stat === '') continue
    entries.set(Number(name), {
      parent: parent ?? 0,
      ticks: user + system,
      reapedTicks: reapedUser + reapedSystem,
    })
  }
  return entries
}

function treeOf(pid: number, entries: Map<number, Entry>): number[] {
  const tree = [pid]
  for (const one of tree) {
    for (const [child, { parent }] of entries) if (parent === one) tree.push(child)
  }
  return tree
}

/** Empty when the process is gone meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
