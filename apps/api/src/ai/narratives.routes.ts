import {
  Narrative,
  NarrativeDraft,
  NarrativeFilter,
  type NarrativeLine,
  NarrativePage,
  NarrativeWish,
  NewNarrative,
} from '@worksmart/types/narrative'
import { answerWithEvents, wantsEvents } from '../http/event-stream.ts'
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
const streamed =
  'With `accept: text/event-stream` each sentence is an event `sentence` after it was checked; the last event is `draft` with the whole answer, or `error` with a problem.'
const lineJson = ({ text, factIds }: NarrativeLine) => JSON.stringify({ text, factIds })

export const narrativeRoutes: Routes = (app, deps) => {
  app.post(
    '/projects/:id/status-narrative',
    {
      config: { ...write, limits: ['write', 'ai', 'ai-day'] },
      schema: {
        tags,
        params,
        description: streamed,
        body: NarrativeWish.nullish(),
        response: { 200: NarrativeDraft },
      },
    },
    async (request, reply) => {
      const draft = (onSentence?: (line: NarrativeLine) => void) =>
        draftNarrative(deps, request.actor, request.params.id, request.body ?? noWish, {
          signal: callerSignal(reply),
          requestId: request.id,
          onSentence,
        })
      if (!wantsEvents(request)) return draft()
      await answerWithEvents(request, reply, async (send) => {
        const made = await draft((line) => send('sentence', lineJson(line)))
        send('draft', reply.serializeInput(made, '200') as string)
      })
      return undefined as never
    },
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
