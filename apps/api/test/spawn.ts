import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** Runs an entry point as it is started for real, until it ends by itself. */
export async function runEntry(
  entry: 'server.ts' | 'server.dev.ts' | 'migrate.ts',
  env: Record<string, string>,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const folder = fileURLToPath(new URL('..', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', `src/${entry}`], {
    cwd: folder,
    // Only what the test says, so that no setting of this machine decides.
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout, stderr }
}
