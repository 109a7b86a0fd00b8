import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { type AiApp, createAiApp } from '../ai-app.ts'
import { fillForAi } from './every-ai-answer.ts'

let t: AiApp
let project: string
beforeAll(async () => {
  t = await createAiApp(inject('adminUrl'))
  project = (await fillForAi(t)).project
})
beforeEach(() => t.heal())
afterAll(() => t.close())

test('a caller who leaves ends the call to the service within 100 ms', async () => {
  await t.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = t.app.server.address() as AddressInfo
  t.fake.turn(() => {})
  for (let i = 0; i < 5; i++) {
    const asked = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: `/projects/${project}/status-narrative`,
      headers: { host: 'localhost:3000', 'x-user-id': t.people.member.id },
    })
    asked.on('error', () => {})
    asked.end()
    await expect.poll(() => t.fake.asked.length).toBe(i + 1)
    const from = performance.now()
    asked.destroy()
    await expect.poll(t.fake.left, { interval: 5 }).toBe(i + 1)
    expect(performance.now() - from).toBeLessThan(100)
  }
})
