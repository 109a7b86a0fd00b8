import { LocalPeople, Me, UserFilter, UserPage } from '@worksmart/types/users'
import { AppError } from '../errors.ts'
import { etagOf } from '../http/etag.ts'
import type { Routes } from '../http/routes.ts'
import { getMe, listUsers } from './users.service.ts'

const tags = ['identity']

export const userRoutes: Routes = (app, deps) => {
  app.get(
    '/local/people',
    { config: { auth: 'public' }, schema: { tags, response: { 200: LocalPeople } } },
    async () => {
      const { localPeople } = deps.identity
      if (!localPeople)
        throw new AppError(404, 'request.route_not_found', 'There is nothing at this address.')
      return { items: await localPeople() }
    },
  )

  app.get(
    '/me',
    { config: { auth: 'account.read' }, schema: { tags, response: { 200: Me } } },
    async (request, reply) => {
      const me = await getMe(deps, request.actor)
      reply.header('etag', etagOf(me))
      return me
    },
  )

  app.get(
    '/users',
    {
      config: { auth: 'users.read' },
      schema: { tags, querystring: UserFilter, response: { 200: UserPage } },
    },
    (request) => listUsers(deps, request.actor, request.query),
  )
}
