import {
  Narrative,
  NarrativeDraft,
  NarrativeFilter,
  NarrativePage,
  NarrativeWish,
  NewNarrative,
} from '@worksmart/types/narrative'
import { retryOf } from '../http/idempotency.ts'
import { IdPath, sendWritten } from '../http/replies.ts'
import type { Routes } from '../http/routes.ts'
import { callerSignal } from './caller-signal.ts'
import { draftNarrative, listNarratives, publishNarrative } from './narratives.service.ts'

const read = { auth: 'projects.read' } as const
const write = { auth: 'projects.edit' } as const
const tags = ['projects']
const params = IdPath
const noWish = NarrativeWish.parse({})

export const narrativeRoutes: Routes = (app, deps) => {
  app.post(
    '/projects/:id/status-narrative',
    {
      config: { ...write, limits: ['write', 'ai', 'ai-day'] },
      schema: {
        tags,
        params,
        body: NarrativeWish.nullish(),
        response: { 200: NarrativeDraft },
      },
    },
    (request, reply) =>
      draftNarrative(deps, request.actor, request.params.id, request.body ?? noWish, {
        signal: callerSignal(reply),
        requestId: request.id,
      }),
  )

  app.get(
    '/projects/:id/narratives',
    {
      config: read,
      schema: { tags, params, querystring: NarrativeFilter, response: { 200: NarrativePage } },
    },
    (request) => listNarratives(deps, request.actor, request.params.id, request.query),
  )

  app.post(
    '/projects/:id/narratives',
    {
      config: write,
      schema: { tags, params, body: NewNarrative, response: { 201: Narrative, 200: Narrative } },
    },
    async (request, reply) => {
      const { id } = request.params
      const retry = retryOf(
        request.headers['idempotency-key'],
        `POST /projects/${id}/narratives`,
        request.body,
      )
      return sendWritten(
        reply,
        await publishNarrative(deps, request.actor, id, request.body, retry),
      )
    },
  )
}
