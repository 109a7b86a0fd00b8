// The same commands on the built-in services: beside the app that runs, and without it. PostgreSQL's
// own tools are not part of its package.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = join(import.meta.dirname, '..')

function run(file: string, dataDir: string, words: string[] = []): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', `src/${file}`, ...words], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      WORKSMART_DATA_DIR: dataDir,
      BACKUP_DIR: join(dataDir, 'backups'),
      WORKSMART_WEB_DIST: join(dataDir, 'no-page'),
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function backup(dataDir: string, ...words: string[]) {
  const child = run('backup/backup-cli.ts', dataDir, words)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
    })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said }
}

async function start(dataDir: string) {
  const child = run('server.dev.ts', dataDir)
  let said = ''
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk)
    const url = /ready: (\S+)/.exec(said)?.[1]
    if (!url) continue
    child.stdout?.resume()
    return {
      url,
      async stop() {
        child.kill('SIGTERM')
        await once(child, 'exit')
      },
    }
  }
  throw new Error(`The app did not start: ${said}`)
}

test('a backup beside the running app comes back in an empty folder, and the app starts on it', async () => {
  const first = await mkdtemp(join(tmpdir(), 'worksmart-first-'))
  const second = await mkdtemp(join(tmpdir(), 'worksmart-second-'))
  const app = await start(first)
  const people = async (url: string) =>
    (await (await fetch(`${url}/api/local/people`)).json()) as { items: { id: string }[] }
  const before = await people(app.url)
  const made = await backup(first, 'now')
  expect(made).toEqual({ code: 0, said: expect.stringContaining('restored and compared') })
  expect(made.said).toContain('It is not encrypted')
  expect(made.said).toContain('Files: 0 compared')
  await app.stop()
  const [name = ''] = await readdir(join(first, 'backups'))
  const file = join(first, 'backups', name)
  expect(await backup(first, 'verify', file)).toMatchObject({ code: 0 })

  expect(await backup(second, 'restore', file)).toEqual({
    code: 0,
    said: expect.stringContaining('Restored'),
  })
  expect(await backup(second, 'restore', file)).toEqual({
    code: 1,
    said: expect.stringContaining('The database is not empty'),
  })
  const again = await start(second)
  expect(await people(again.url)).toEqual(before)
  await again.stop()
  for (const one of [first, second]) await rm(one, { recursive: true, force: true })
})
