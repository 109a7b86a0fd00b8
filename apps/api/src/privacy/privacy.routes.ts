import { Readable } from 'node:stream'
import { AccountExport } from '@worksmart/types/account-export'
import { Erasure } from '@worksmart/types/users'
import { IdPath } from '../http/replies.ts'
import type { Routes } from '../http/routes.ts'
import { exportAccount } from './account-export.ts'
import { requestErasure, requestErasureOf } from './erasure.service.ts'

const tags = ['identity']
const exported = {
  description: 'Everything of the caller, with one address of an hour for each file.',
  content: { 'application/json': { schema: AccountExport } },
}

export const privacyRoutes: Routes = (app, deps) => {
  app.get(
    '/me/export',
    {
      config: { auth: 'account.export', limits: ['read', 'export'] },
      schema: { tags, response: { 200: exported } },
    },
    async (request, reply) => {
      const chunks = await exportAccount(deps, request.actor)
      const today = deps.now().toISOString().slice(0, 10)
      return reply
        .type('application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="worksmart-export-${today}.json"`)
        .send(Readable.from(chunks) as never)
    },
  )

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
