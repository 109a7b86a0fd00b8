// A process id alone proves nothing: ids are used again, soon after a restart in a container.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * A text that is different for every process that ever has this id, or null when no process with
 * it runs. A zombie counts as gone: without an init that reaps, killed orphans stay zombies.
 */
export function processLife(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null
  if (process.platform !== 'linux') return lifeFromPs(pid)
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The program name stands in brackets and may contain spaces; fields are counted after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return null
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot}/${fields[19]}`
  } catch {
    return null
  }
}

function lifeFromPs(pid: number): string | null {
  if (process.platform === 'win32') {
    try {
      process.kill(pid, 0)
      return 'running'
    } catch {
      return null
    }
  }
  const line = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
  const text = line.stdout?.trim() ?? ''
  return text === '' || text.startsWith('Z') ? null : text.replace(/^\S+\s+/, '')
}

/** The command line of a running process, or null when it is gone or not ours to see. */
export function commandLine(pid: number): string | null {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    } catch {
      return null
    }
  }
  const line = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return line.stdout?.trim() || null
}

/** Waits until the process is gone; false when it still runs after `timeoutMs`. */
export async function waitUntilGone(pid: number, timeoutMs: number): Promise<boolean> {
  const end = Date.now() + timeoutMs
  while (processLife(pid) !== null) {
    if (Date.now() > end) return false
    await pause(20)
  }
  return true
}
