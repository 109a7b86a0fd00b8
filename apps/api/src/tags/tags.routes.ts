import { TagCounts } from '@worksmart/types/checkins'
import type { Routes } from '../http/routes.ts'
import { selectTags } from './tags.queries.ts'

export const tagRoutes: Routes = (app, deps) => {
  app.get(
    '/tags',
    {
      config: { auth: 'tags.read' },
      schema: { tags: ['check-ins'], response: { 200: TagCounts } },
    },
    async (request) => ({
      items: await deps.database.withActor(request.actor, selectTags),
    }),
  )
}
