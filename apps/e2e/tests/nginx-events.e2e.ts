// A status that is drafted sentence by sentence has to come through nginx sentence by sentence, and
// who leaves has to be gone for the api too.

import { createServer, type ServerResponse } from 'node:http'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issuer } from '../../api/test/clerk.ts'
import { type Nginx, nginxIsMissing, startNginx } from '../support/nginx.ts'

const missing = nginxIsMissing()
const bundleDir = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'web', 'dist')
const title = missing ? `SKIPPED: events behind nginx: ${missing}` : 'events behind nginx'

describe.skipIf(missing !== null)(title, () => {
  let nginx: Nginx
  let left = 0
  let open: ServerResponse | null = null
  // The first event with the headers that the api sends, and no end.
  const api = createServer((_request, response) => {
    open = response
    response.on('close', () => {
      left++
    })
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    })
    response.write('event: sentence\ndata: {"text":"One.","factIds":["f1"]}\n\n')
  })

  beforeAll(async () => {
    await new Promise<void>((listening) => api.listen(0, '127.0.0.1', listening))
    const { port } = api.address() as AddressInfo
    nginx = await startNginx({ bundleDir, apiPorts: [port], clerkIssuer: issuer })
  })
  afterAll(async () => {
    await nginx.stop()
    api.closeAllConnections()
    await new Promise((closed) => api.close(closed))
  })

  test('each arrives before the next is written, and leaving ends the question within 100 ms', async () => {
    const pieces: string[] = []
    const asked = request({
      ...{ host: '127.0.0.1', port: nginx.httpsPort, method: 'POST', rejectUnauthorized: false },
      path: '/api/projects/0192f0c4-7f7d-7c64-9a5b-0000000000aa/status-narrative',
      headers: { host: `localhost:${nginx.httpsPort}`, accept: 'text/event-stream' },
    })
    asked.on('error', () => {})
    asked.on('response', (answer) => {
      answer.on('error', () => {})
      answer.on('data', (piece: Buffer) => pieces.push(piece.toString()))
    })
    asked.end()
    await expect.poll(() => pieces.join('')).toContain('One.')
    open?.write('event: sentence\ndata: {"text":"Two.","factIds":["f2"]}\n\n')
    await expect.poll(() => pieces.join('')).toContain('Two.')
    expect(left).toBe(0)
    const from = performance.now()
    asked.destroy()
    await expect.poll(() => left, { interval: 5 }).toBe(1)
    expect(performance.now() - from).toBeLessThan(100)
  })
})
