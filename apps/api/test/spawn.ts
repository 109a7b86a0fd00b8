import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

export type Entry = 'server.ts' | 'server.dev.ts' | 'migrate.ts' | 'cron.ts' | 'worker.ts'

export type RunningEntry = {
  child: ChildProcess
  output: { stdout: string; stderr: string }
  /** The exit code, null after a signal. */
  ended: Promise<number | null>
}

/** Starts an entry point as it is started for real, with these settings and no others. */
export function startEntry(
  entry: Entry,
  env: Record<string, string>,
  words: string[] = [],
): RunningEntry {
  const folder = fileURLToPath(new URL('..', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', `src/${entry}`, ...words], {
    cwd: folder,
    // Only what the test says, so that no setting of this machine decides.
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    output.stdout += chunk
  })
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    output.stderr += chunk
  })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, output, ended }
}

/** Runs an entry point until it ends by itself. */
export async function runEntry(
  entry: Entry,
  env: Record<string, string>,
  words: string[] = [],
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { ended, output } = startEntry(entry, env, words)
  return { code: await ended, ...output }
}

/** A port of this machine that nothing listens on. */
export async function aFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  return typeof address === 'object' && address ? address.port : 0
}
