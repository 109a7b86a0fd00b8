import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { statusAt } from '../production-process.ts'
import { aFreePort, runEntry, startEntry } from '../spawn.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'worksmart-twice-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('the app started twice on its data says so in one line, and the first one goes on', async () => {
  const port = await aFreePort()
  const env = { WORKSMART_DATA_DIR: folder, PORT: String(port) }
  const first = startEntry('server.dev.ts', env)
  try {
    await expect.poll(() => statusAt(port, '/api/health/ready'), { timeout: 30_000 }).toBe(200)
    const second = await runEntry('server.dev.ts', { ...env, PORT: String(await aFreePort()) })
    expect([second.code, second.stdout]).toEqual([1, ''])
    expect(second.stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(second.stderr).toContain('already runs')
    expect(await statusAt(port, '/api/health/ready')).toBe(200)
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
  } finally {
    first.child.kill('SIGKILL')
  }
  const again = startEntry('server.dev.ts', env)
  await expect.poll(() => statusAt(port, '/api/health/ready'), { timeout: 30_000 }).toBe(200)
  again.child.kill('SIGTERM')
  expect(await again.ended).toBe(0)
}, 90_000)

test('a port that another program has is named in one line, with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((ready) => other.once('listening', ready))
  const { port } = other.address() as AddressInfo
  const own = join(folder, 'port')
  const { code, stdout, stderr } = await runEntry('server.dev.ts', {
    WORKSMART_DATA_DIR: own,
    PORT: String(port),
  })
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(
    new RegExp(`^Port ${port} is taken by another program\\..*npm start\\.\n$`),
  )
  other.close()
}, 60_000)
