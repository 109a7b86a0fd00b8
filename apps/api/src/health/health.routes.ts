import { AiHealth } from '@worksmart/types/ai'
import { Health } from '@worksmart/types/health'
import type { FastifyReply } from 'fastify'
import type { Dependencies } from '../dependencies.ts'
import type { Routes } from '../http/routes.ts'

const readyMs = 500
const config = { auth: 'public' } as const
const schema = { tags: ['health'], response: { 200: Health, 503: Health } }

const aiSchema = { tags: ['health'], response: { 200: AiHealth, 503: AiHealth } }

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

  app.get('/health/storage', { config, schema }, async (_request, reply) =>
    send(reply, await storage(deps)),
  )

  // Whatever it says, nothing but the help itself is degraded.
  app.get('/health/ai', { config, schema: aiSchema }, async (_request, reply) => {
    const health = await deps.inference.health()
    if (health.status === 'unavailable') reply.status(503).header('retry-after', '5')
    return health
  })
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
  const [{ status }, files] = await Promise.all([database(deps), storage(deps)])
  if (status !== 'ok') return { status, mode }
  const schemaState = await deps.schemaState().catch(() => 'behind' as const)
  return schemaState === 'behind'
    ? { status: 'unavailable', mode, detail: 'database.schema_mismatch' }
    : // Files that are away take nothing else down.
      { status: files.status === 'unavailable' ? 'degraded' : 'ok', mode }
}

async function storage(deps: Dependencies): Promise<Health> {
  if (!deps.storage) return { status: 'off' }
  const started = performance.now()
  try {
    await deps.storage.check(readyMs)
  } catch {
    return { status: 'unavailable', detail: 'storage.unavailable' }
  }
  const responseMs = Math.round((performance.now() - started) * 10) / 10
  const last = deps.lastSweep()
  return last && last.missingObjects + last.parked > 0
    ? { status: 'degraded', detail: 'document.object_missing', responseMs }
    : { status: 'ok', responseMs }
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
