import { Health } from '@worksmart/types/health'
import type { FastifyReply } from 'fastify'
import type { Dependencies } from '../dependencies.ts'
import type { Routes } from '../http/routes.ts'

const readyMs = 500
const config = { auth: 'public' } as const
const schema = { tags: ['health'], response: { 200: Health, 503: Health } }

export const healthRoutes: Routes = (app, deps) => {
  const { mode } = deps.identity

  app.get('/health', { config, schema }, async () => ({ status: 'ok' as const, mode }))

  // No I/O: a process that answers is alive, whatever it depends on.
  app.get('/health/live', { config, schema }, async () => ({ status: 'ok' as const, mode }))

  app.get('/health/ready', { config, schema }, async (_request, reply) =>
    send(reply, await ready(deps)),
  )

  app.get('/health/database', { config, schema }, async (_request, reply) =>
    send(reply, await database(deps)),
  )

  // Neither is part of this build yet; both only ever degrade what needs them.
  app.get('/health/storage', { config, schema }, async () => ({ status: 'off' as const }))
  app.get('/health/ai', { config, schema }, async () => ({ status: 'off' as const }))
}

function send(reply: FastifyReply, health: Health): Health {
  if (health.status === 'unavailable' || health.status === 'stopping') {
    reply.status(503).header('retry-after', '2')
  }
  return health
}

async function ready(deps: Dependencies): Promise<Health> {
  const { mode } = deps.identity
  if (deps.isStopping()) return { status: 'stopping', mode }
  const { status } = await database(deps)
  if (status !== 'ok') return { status, mode }
  const schemaState = await deps.schemaState().catch(() => 'behind' as const)
  return schemaState === 'behind'
    ? { status: 'unavailable', mode, detail: 'database.schema_mismatch' }
    : { status: 'ok', mode }
}

async function database(deps: Dependencies): Promise<Health> {
  const started = performance.now()
  try {
    await deps.database.ping(readyMs)
    return { status: 'ok', responseMs: Math.round((performance.now() - started) * 10) / 10 }
  } catch {
    return { status: 'unavailable', detail: 'database.unavailable' }
  }
}
