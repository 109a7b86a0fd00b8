import { Problem } from '@worksmart/types/problems'
import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'

/** A 503 with this code, as every dependency that is down has to be answered. */
export function expectUnavailable(answer: LightMyRequestResponse, code: string): void {
  expect(answer.headers['content-type']).toBe('application/problem+json')
  const problem = Problem.parse(answer.json())
  expect([answer.statusCode, problem.code], answer.body).toEqual([503, code])
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  // Nothing of the server's inside is told.
  expect(answer.body).not.toMatch(/select |insert |postgres|ECONN|127\.0\.0\.1|at .*\.ts/i)
}

/** The answer, and how long it took in ms. */
export async function timed<T>(work: () => Promise<T>): Promise<{ answer: T; ms: number }> {
  const started = performance.now()
  const answer = await work()
  return { answer, ms: performance.now() - started }
}
