import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { watchEventLoop } from '../../src/http/overload.ts'
import { createTestApp, type TestApp } from '../app.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({
    adminUrl: inject('adminUrl'),
    override: () => ({ overload: watchEventLoop(500) }),
  })
  await t.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => t.close())

const me = () => t.as(t.people.member, 'GET', '/me')

/** Keeps the process busy, so that no timer and no answer comes. */
async function block(ms: number): Promise<void> {
  const end = performance.now() + ms
  while (performance.now() < end);
  // Timers that are due run before the next request.
  await new Promise((resolve) => setTimeout(resolve, 1))
}

test('a process that cannot keep up says so at once, stays alive and recovers within two seconds', async () => {
  await new Promise((resolve) => setTimeout(resolve, 120))
  for (let i = 0; i < 5; i++) {
    await block(800)
    const refused = await me()
    expect([refused.statusCode, refused.json().code]).toEqual([503, 'server.overloaded'])
    expect(refused.headers['retry-after']).toBe('5')
    expect((await t.as(undefined, 'GET', '/health/live')).statusCode).toBe(200)
  }
  await expect.poll(async () => (await me()).statusCode, { timeout: 2000 }).toBe(200)
})
