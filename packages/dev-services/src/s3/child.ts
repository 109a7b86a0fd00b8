// Starts the object store as a process of its own, so that it can be killed as a power cut would,
// and so that no byte of an object passes through the caller.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { StartRefused } from '../start-refused.ts'
import type { ObjectStore, ObjectStoreOptions } from './server.ts'

export type ObjectStoreProcess = ObjectStore & {
  pid: number
  /** Resolves when the process is gone. */
  kill9(): Promise<void>
}

/** Throws `StartRefused` with what the process said when it did not start. */
export async function spawnObjectStore(
  options: Omit<ObjectStoreOptions, 'now'>,
): Promise<ObjectStoreProcess> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const program = fileURLToPath(new URL('./run.ts', import.meta.url))
  const child = spawn(
    process.execPath,
    ['--import', tsx, program, JSON.stringify(options)],
    // NODE_OPTIONS of a test runner must not load anything into it.
    { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH } },
  )
  const ended = once(child, 'close')
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal)
    await ended
  }
  let said = ''
  child.stderr.on('data', (bytes: Buffer) => {
    said += bytes.toString()
  })
  const line = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (bytes: Buffer) => {
      text += bytes.toString()
      if (text.endsWith('\n')) resolve(text)
    })
    child.once('error', reject)
    child.once('close', () => reject(new StartRefused(said.trim())))
  })
  const facts = JSON.parse(line) as Omit<ObjectStore, 'close'>
  const close = () => end('SIGTERM')
  return { ...facts, pid: child.pid ?? 0, close, kill9: () => end('SIGKILL') }
}
