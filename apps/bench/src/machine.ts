import { execFileSync } from 'node:child_process'
import { arch, cpus, loadavg, platform, totalmem } from 'node:os'
import { root } from './options.ts'

/** Where a run happened; its numbers are never quoted without this. */
export type Machine = {
  cpu: string
  cores: number
  memoryGb: number
  platform: string
  node: string
}

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: `${platform()} ${arch()}`,
    node: process.version,
  }
}

/** Load averages of 1, 5 and 15 minutes. */
export function readLoad(): string {
  return loadavg()
    .map((load) => load.toFixed(2))
    .join(' ')
}

/** The revision of the code, with a plus sign when files differ from it. */
export function readRevision(): string {
  try {
    const git = (...args: string[]) =>
      execFileSync('git', args, {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      })
    const isChanged = git('status', '--porcelain', '--', 'apps', 'packages').trim() !== ''
    return git('rev-parse', '--short', 'HEAD').trim() + (isChanged ? '+' : '')
  } catch {
    return 'unknown'
  }
}
