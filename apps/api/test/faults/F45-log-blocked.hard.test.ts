import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { cloneFromUrl } from '@worksmart/dev-services/postgres/template-database'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { makeProduction, type Production, statusAt } from '../production-process.ts'
import { aFreePort } from '../spawn.ts'
import { seen } from './seen.ts'

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

test('a log that nobody reads holds no request up, and what is lost of it is counted', async () => {
  const port = await aFreePort()
  const metricsPort = await aFreePort()
  const folder = fileURLToPath(new URL('../..', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server.ts'], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      ...production.env,
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const gone = once(child, 'exit')
  try {
    // Nobody reads: what comes is held by the pipe alone, which is full soon.
    child.stdout.pause()
    await expect.poll(() => statusAt(port, '/health/ready'), { timeout: 20_000 }).toBe(200)
    const headers = { authorization: `Bearer ${production.tokenOf('mia')}` }
    let requests = 0
    let dropped = 0
    while (dropped === 0 && requests < 30_000) {
      const statuses = await Promise.all(
        Array.from({ length: 50 }, async () => {
          const answer = await fetch(`http://127.0.0.1:${port}/tags`, { headers })
          await answer.text()
          return answer.status
        }),
      )
      expect(statuses).toEqual(Array(50).fill(200))
      requests += 50
      if (requests % 500 !== 0) continue
      const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
      dropped = Number(/^worksmart_log_lines_dropped_total (\d+)$/m.exec(metrics)?.[1] ?? 0)
    }
    expect(dropped).toBeGreaterThan(0)
    expect(await statusAt(port, '/health/live')).toBe(200)
    const started = performance.now()
    child.kill('SIGTERM')
    const [code] = await gone
    expect(code).toBe(0)
    seen(
      'F45',
      `${requests} requests served, ${dropped} lines dropped and counted, exit 0 after ${(performance.now() - started).toFixed(0)}`,
    )
  } finally {
    child.kill('SIGKILL')
  }
})
