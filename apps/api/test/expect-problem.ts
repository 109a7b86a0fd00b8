import { Problem } from '@worksmart/types/problems'
import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'

/** The problem of an answer that has to be this one. */
export function expectProblem(
  answer: LightMyRequestResponse,
  status: number,
  code: string,
): Problem {
  expect(answer.headers['content-type'], answer.body).toBe('application/problem+json')
  const problem = Problem.parse(answer.json())
  expect([problem.status, problem.code], answer.body).toEqual([status, code])
  return problem
}
