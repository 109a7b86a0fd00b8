import {
  LocalPeople,
  Me,
  NewUser,
  User,
  UserFilter,
  UserPage,
  UserPatch,
} from '@worksmart/types/users'
import { AppError } from '../errors.ts'
import { etagOf, versionFrom } from '../http/etag.ts'
import { retryOf } from '../http/idempotency.ts'
import { IdPath, sendWritten } from '../http/replies.ts'
import type { Routes } from '../http/routes.ts'
import { addUser } from './add-user.ts'
import { editUser, getMe, listUsers } from './users.service.ts'

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

  app.post(
    '/users',
    {
      config: { auth: 'users.add' },
      schema: { tags, body: NewUser, response: { 201: User, 200: User } },
    },
    async (request, reply) => {
      const retry = retryOf(request.headers['idempotency-key'], 'POST /users', request.body)
      return sendWritten(reply, await addUser(deps, request.actor, request.body, retry))
    },
  )

  app.patch(
    '/users/:id',
    {
      config: { auth: 'users.edit' },
      schema: { tags, params: IdPath, body: UserPatch, response: { 200: User } },
    },
    async (request, reply) => {
      const { id } = request.params
      const version = versionFrom(request.headers['if-match'], id)
      const user = await editUser(deps, request.actor, id, version, request.body)
      reply.header('etag', etagOf({ id, version: user.version ?? version }))
      return user
    },
  )
}
