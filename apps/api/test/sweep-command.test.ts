// The local app with its own storage, and `npm run sweep` beside it and without it.

import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const folder = fileURLToPath(new URL('..', import.meta.url))
let dataDir: string
let app: ChildProcess
let url: string

// Only what the test says, so that no setting of this machine decides.
const env = () => ({
  PATH: process.env.PATH,
  WORKSMART_DATA_DIR: dataDir,
  WORKSMART_WEB_DIST: join(dataDir, 'no-page'),
  PORT: '0',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
})
const run = (file: string, args: string[] = []) =>
  spawn(process.execPath, ['--import', 'tsx', `src/${file}`, ...args], {
    cwd: folder,
    env: env(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })

async function start(): Promise<void> {
  app = run('server.dev.ts')
  let said = ''
  for await (const chunk of app.stdout ?? []) {
    said += String(chunk)
    const ready = /ready: (\S+)/.exec(said)?.[1]
    if (ready) {
      url = ready
      app.stdout?.resume()
      return
    }
  }
  throw new Error(`The app did not start: ${said}`)
}

async function stop(): Promise<void> {
  app.kill('SIGTERM')
  await once(app, 'exit')
}

async function sweep(...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = run('sweep.ts', args)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += String(chunk)
    })
  }
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said }
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'worksmart-local-'))
  await start()
}, 60_000)
afterAll(async () => {
  if (app.exitCode === null) await stop()
  await rm(dataDir, { recursive: true, force: true })
})

async function ask(path: string, body?: object, headers: Record<string, string> = {}) {
  const answer = await fetch(`${url}/api${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return (await answer.json()) as Record<string, unknown>
}

test('the local app takes a file into its own storage and gives it back, over a restart too', async () => {
  const people = (await ask('/local/people')) as { items: { id: string }[] }
  const me = { 'x-user-id': people.items[0]?.id ?? '' }
  const bytes = 'kept on this machine'
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = { name: 'a.txt', mime: 'text/plain', sizeBytes: bytes.length, sha256 }
  const upload = await ask('/documents/presign', file, me)
  const stored = await fetch(String(upload.url), {
    method: 'PUT',
    headers: { ...(upload.headers as Record<string, string>), origin: url },
    body: bytes,
  })
  expect([stored.status, stored.headers.get('access-control-allow-origin')]).toEqual([200, url])
  const document = await ask('/documents', { uploadId: upload.uploadId }, me)
  expect(document).toMatchObject({ name: 'a.txt', status: 'ready' })
  const policy = (await fetch(url)).headers.get('content-security-policy') ?? ''
  expect(policy).toContain(`connect-src 'self' ${new URL(String(upload.url)).origin};`)
  expect(await ask('/health/storage')).toMatchObject({ status: 'ok' })

  await stop()
  expect(existsSync(join(dataDir, 'services.json'))).toBe(false)
  await start()
  const download = await ask(`/documents/${document.id}/download`, undefined, me)
  expect(await (await fetch(String(download.url))).text()).toBe(bytes)
}, 60_000)

test('what the commands beside the app need is readable for its owner alone', () => {
  const file = join(dataDir, 'services.json')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: app.pid })
})

test('the sweep runs beside the app, counts in a dry run, and knows its one option', async () => {
  const dry = await sweep('--dry-run')
  expect([dry.code, dry.said]).toEqual([0, expect.stringContaining('A sweep would find:')])
  expect(dry.said).toMatch(/^ {6}0 {2}stored files that no document knows$/m)
  const real = await sweep()
  expect([real.code, real.said]).toEqual([0, expect.stringContaining('The sweep found:')])
  const wrong = await sweep('--force')
  expect([wrong.code, wrong.said]).toEqual([1, 'There is no --force. There is --dry-run.\n'])
}, 60_000)

test('the sweep starts what it needs by itself while the app is stopped, and leaves nothing running', async () => {
  await stop()
  const { code, said } = await sweep()
  expect([code, said]).toEqual([0, expect.stringContaining('The sweep found:')])
  // Both folders are free again for the app.
  await start()
  expect(await ask('/health/storage')).toMatchObject({ status: 'ok' })
}, 60_000)
