import { Search, SearchAnswer } from '@worksmart/types/search'
import { callerSignal } from '../ai/caller-signal.ts'
import type { Routes } from '../http/routes.ts'
import { search } from './search.service.ts'

export const searchRoutes: Routes = (app, deps) => {
  app.post(
    '/search',
    {
      config: { auth: 'ai.use', limits: ['read', 'suggest'] },
      schema: { tags: ['search'], body: Search, response: { 200: SearchAnswer } },
    },
    (request, reply) =>
      search(deps, request.actor, request.body, {
        signal: callerSignal(reply),
        requestId: request.id,
      }),
  )
}
