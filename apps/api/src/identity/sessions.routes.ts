import { securityLog } from '../http/refusal-log.ts'
import { Nothing } from '../http/replies.ts'
import type { Routes } from '../http/routes.ts'
import { endSession } from './sessions.service.ts'

export const sessionRoutes: Routes = (app, deps) => {
  app.post(
    '/me/sign-out',
    {
      config: { auth: 'account.signOut' },
      schema: { tags: ['identity'], response: { 204: Nothing } },
    },
    async (request, reply) => {
      await endSession(deps, request.actor)
      const { userId } = request.actor
      securityLog(request.log, deps.identity.mode).info({ userId }, 'signed out')
      return reply.status(204).send(null)
    },
  )
}
