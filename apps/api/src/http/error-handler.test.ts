// What nobody foresaw: whoever asked learns that it happened and nothing else, the log has the rest.

import { Problem } from '@worksmart/types/problems'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { handleError } from './error-handler.ts'

test('an error that nobody foresaw is told by its request id alone, and is in the log whole', async () => {
  const lines: string[] = []
  const app = Fastify({ logger: { stream: { write: (line: string) => void lines.push(line) } } })
  app.setErrorHandler(handleError)
  app.get('/breaks', () => {
    throw new Error('select secret from places where token = canary')
  })
  const answer = await app.inject('/breaks')
  await app.close()
  const problem = Problem.parse(answer.json())
  expect([answer.statusCode, problem.code]).toEqual([500, 'server.error'])
  expect(answer.headers['content-type']).toBe('application/problem+json')
  expect(answer.body).not.toMatch(/secret|canary|error-handler|at /)
  const logged = lines.map((line) => JSON.parse(line)).find((line) => line.level === 50)
  expect(logged).toMatchObject({ msg: 'unexpected error', reqId: problem.instance })
  expect(logged.err.message).toContain('canary')
})
