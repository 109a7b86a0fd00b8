// nginx up before the api, as after a restart of the host: it starts, says 503 and finds the api by
// itself when that is there.

import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from '@worksmart/types/problems'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { issuer } from '../../api/test/clerk.ts'
import { aLowPort, type Nginx, nginxIsMissing, startNginx } from '../support/nginx.ts'
import { askNginx } from '../support/nginx-client.ts'
import { makeProductionApi, type ProductionApi } from '../support/production-api.ts'

const missing = nginxIsMissing()
if (missing) process.stderr.write(`\n*** ${missing}: nginx before the api does NOT run. ***\n\n`)

const bundleDir = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'web', 'dist')

let api: ProductionApi
let nginx: Nginx
beforeAll(async () => {
  if (missing) return
  api = await makeProductionApi(inject('adminUrl'), 'https://localhost')
})
afterAll(async () => {
  await nginx?.stop()
  await api?.close()
})

describe.skipIf(missing)('nginx whose api is not there yet', () => {
  test('starts, serves the app, answers 503 with a time to come back, and then the api', async () => {
    const apiPort = await aLowPort()
    const started = performance.now()
    nginx = await startNginx({ bundleDir, apiPorts: [apiPort], clerkIssuer: issuer })
    const upMs = performance.now() - started
    expect((await askNginx(nginx, { path: '/today' })).status).toBe(200)
    const asked = performance.now()
    const away = await askNginx(nginx, { path: '/api/checkins' })
    const awayMs = performance.now() - asked
    expect([away.status, away.headers['content-type']]).toEqual([503, 'application/problem+json'])
    expect(Problem.parse(JSON.parse(away.body)).status).toBe(503)
    expect(Number(away.headers['retry-after'])).toBeGreaterThan(0)
    await api.start(apiPort)
    const ready = performance.now()
    await expect
      .poll(async () => (await askNginx(nginx, { path: '/api/health/ready' })).status, {
        timeout: 15_000,
      })
      .toBe(200)
    process.stdout.write(
      `F56: up after ${upMs.toFixed(0)}, 503 after ${awayMs.toFixed(0)}, the api found ${(performance.now() - ready).toFixed(0)} after it was ready\n`,
    )
  })
})
