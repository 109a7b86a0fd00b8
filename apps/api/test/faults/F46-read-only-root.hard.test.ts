import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { cloneFromUrl } from '@worksmart/dev-services/postgres/template-database'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { makeProduction, type Production, statusAt } from '../production-process.ts'
import { aFreePort } from '../spawn.ts'
import { seen } from './seen.ts'

// A mount space of its own whose whole file system cannot be written.
const readOnly = 'mount -o remount,bind,ro / && '
const canRemount =
  spawnSync('unshare', ['-m', 'sh', '-c', `${readOnly}! touch /tmp/x`]).status === 0
if (!canRemount) process.stderr.write('\n*** No right to remount: F46 does NOT run. ***\n\n')

describe.skipIf(!canRemount)('a root file system that is read-only', () => {
  let production: Production
  let drop: () => Promise<void>
  beforeAll(async () => {
    const database = await cloneFromUrl(inject('adminUrl'))
    drop = () => database.drop()
    production = await makeProduction(database.superuserUrl, ['mia'])
  })
  afterAll(async () => {
    await production.close()
    await drop()
  })

  test('is no reason not to start and to serve', async () => {
    const port = await aFreePort()
    const folder = fileURLToPath(new URL('../..', import.meta.url))
    const command = `${readOnly}exec "$0" --import tsx src/server.ts`
    const started = performance.now()
    const child = spawn('unshare', ['-m', 'sh', '-c', command, process.execPath], {
      cwd: folder,
      env: { PATH: process.env.PATH, ...production.env, PORT: String(port) },
      stdio: 'inherit',
    })
    const gone = once(child, 'exit')
    try {
      await expect.poll(() => statusAt(port, '/health/ready'), { timeout: 20_000 }).toBe(200)
      const ms = performance.now() - started
      const answer = await fetch(`http://127.0.0.1:${port}/checkins`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${production.tokenOf('mia')}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ text: '1h #dev read-only' }),
      })
      expect(answer.status).toBe(201)
      child.kill('SIGTERM')
      expect((await gone)[0]).toBe(0)
      seen('F46', `ready after ${ms.toFixed(0)}, POST 201, exit 0`)
    } finally {
      child.kill('SIGKILL')
    }
  })
})
