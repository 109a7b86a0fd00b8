import { AiDecision, AiFeedback, Categories, Categorize } from '@worksmart/types/ai'
import { Anomalies, AnomalyFilter } from '@worksmart/types/anomalies'
import { retryOf } from '../http/idempotency.ts'
import { sendWritten } from '../http/replies.ts'
import type { Routes } from '../http/routes.ts'
import { listAnomalies } from './anomalies.service.ts'
import { callerSignal } from './caller-signal.ts'
import { categorize } from './categorize.service.ts'
import { recordFeedback } from './feedback.service.ts'

const use = { auth: 'ai.use' } as const
const tags = ['ai']

export const aiRoutes: Routes = (app, deps) => {
  app.post(
    '/categorize',
    {
      config: { ...use, limits: ['read', 'suggest'] },
      schema: { tags, body: Categorize, response: { 200: Categories } },
    },
    (request, reply) =>
      categorize(deps, request.actor, request.body, {
        signal: callerSignal(reply),
        requestId: request.id,
      }),
  )

  app.get(
    '/anomalies',
    {
      config: { auth: 'checkins.read', limits: ['read', 'ai', 'ai-day'] },
      schema: { tags, querystring: AnomalyFilter, response: { 200: Anomalies } },
    },
    (request, reply) =>
      listAnomalies(deps, request.actor, request.query, {
        signal: callerSignal(reply),
        requestId: request.id,
      }),
  )

  app.post(
    '/ai/feedback',
    { config: use, schema: { tags, body: AiFeedback, response: { 200: AiDecision } } },
    async (request, reply) => {
      const retry = retryOf(request.headers['idempotency-key'], 'POST /ai/feedback', request.body)
      return sendWritten(reply, await recordFeedback(deps, request.actor, request.body, retry))
    },
  )
}
