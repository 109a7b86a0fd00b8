import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type AiApp, createAiApp } from '../ai-app.ts'
import { send } from '../fake-inference.ts'
import { fillForAi } from './every-ai-answer.ts'
import { timed } from './expect-unavailable.ts'
import { seen } from './seen.ts'

let t: AiApp
beforeAll(async () => {
  t = await createAiApp(inject('adminUrl'))
  await fillForAi(t)
})
afterAll(() => t.close())

const at = (times: number[], share: number) =>
  times.sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0

/** How long other requests take while somebody keeps asking for help. */
async function others(): Promise<number[]> {
  let isOver = false
  const asking = (async () => {
    while (!isOver) {
      const answer = await t.as(t.people.member, 'POST', '/search', { body: { query: 'fix nav' } })
      expect(answer.statusCode).toBe(200)
    }
  })()
  const times: number[] = []
  for (let i = 0; i < 300; i++) {
    const { answer, ms } = await timed(() => t.as(t.people.other, 'GET', '/checkins'))
    expect(answer.statusCode).toBe(200)
    times.push(ms)
  }
  isOver = true
  await asking
  return times
}

test('a service that fails half of the calls makes other requests no slower', async () => {
  const well: number[] = []
  const failing: number[] = []
  await others()
  // Turn about, so that what else the machine does falls on both.
  for (let round = 0; round < 8; round++) {
    t.heal()
    well.push(...(await others()))
    let calls = 0
    t.fake.turn((res, good) => (++calls % 2 === 1 ? send(res, 500, {}) : send(res, 200, good)))
    failing.push(...(await others()))
  }
  seen(
    'F37',
    `other requests, p50 and p99: ${at(well, 0.5).toFixed(1)} and ${at(well, 0.99).toFixed(1)} with the service well, ${at(failing, 0.5).toFixed(1)} and ${at(failing, 0.99).toFixed(1)} with it failing`,
  )
  expect(at(failing, 0.5)).toBeLessThan(at(well, 0.5) * 1.2)
  expect(at(failing, 0.99)).toBeLessThan(at(well, 0.99) * 1.2 + 2)
}, 120_000)
