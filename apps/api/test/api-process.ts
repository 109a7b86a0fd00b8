import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Person } from './app.ts'
import type { Serving } from './serve-api.ts'

export type ApiProcess = {
  pid: number
  port: number
  ask: (who: Person, method: string, path: string, body?: unknown) => Promise<Response>
  /** As a power cut would; resolves when the process is gone. */
  kill9: () => Promise<void>
}

/** Starts the api as a process of its own. */
export async function startApiProcess(serving: Serving): Promise<ApiProcess> {
  const folder = fileURLToPath(new URL('..', import.meta.url))
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/serve-api.ts', JSON.stringify(serving)],
    {
      cwd: folder,
      env: { PATH: process.env.PATH, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const gone = once(child, 'exit')
  const [line] = (await Promise.race([once(child.stdout, 'data'), gone])) as [unknown]
  const port = Number(String(line))
  if (!child.pid || !Number.isInteger(port)) throw new Error('The api did not start.')
  return {
    pid: child.pid,
    port,
    ask: (who, method, path, body) =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: {
          'x-user-id': who.id,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    async kill9() {
      child.kill('SIGKILL')
      await gone
    },
  }
}
