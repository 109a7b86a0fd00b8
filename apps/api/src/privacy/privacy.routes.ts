import { Erasure } from '@worksmart/types/users'
import { IdPath } from '../http/replies.ts'
import type { Routes } from '../http/routes.ts'
import { requestErasure, requestErasureOf } from './erasure.service.ts'

const tags = ['identity']

export const privacyRoutes: Routes = (app, deps) => {
  app.delete(
    '/me',
    { config: { auth: 'account.erase' }, schema: { tags, response: { 202: Erasure } } },
    async (request, reply) =>
      reply.status(202).send(await requestErasure(deps, request.actor, request.actor.userId)),
  )

  app.delete(
    '/users/:id/data',
    {
      config: { auth: 'users.erase' },
      schema: { tags, params: IdPath, response: { 202: Erasure } },
    },
    async (request, reply) =>
      reply.status(202).send(await requestErasureOf(deps, request.actor, request.params.id)),
  )
}
