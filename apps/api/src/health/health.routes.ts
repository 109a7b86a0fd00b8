import { AiHealth } from '@worksmart/types/ai'
import { Health } from '@worksmart/types/health'
import type { FastifyReply, FastifyRequest } from 'fastify'
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

  app.get('/health/ready', { config, schema }, async (request, reply) =>
    send(reply, await forCaller(deps, request, await ready(deps))),
  )

  app.get('/health/database', { config, schema }, async (request, reply) =>
    send(reply, await forCaller(deps, request, await database(deps))),
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

/** Everyone may know whether it works; how busy it is, is for admins. */
async function forCaller(
  deps: Dependencies,
  request: FastifyRequest,
  health: Health,
): Promise<Health> {
  const { responseMs, ...word } = health
  if (health.status !== 'ok' || !(await isAdmin(deps, request))) return word
  return { ...word, ...(responseMs === undefined ? {} : { responseMs }), pool: deps.poolUse() }
}

async function isAdmin(deps: Dependencies, request: FastifyRequest): Promise<boolean> {
  try {
    const identity = await deps.identity.identify(request)
    const actor = { ...identity, permission: 'account.read' as const, requestId: request.id }
    return await deps.database.withActor(actor, async (_tx, { role }) => role === 'admin')
  } catch {
    // A health check is not the place to say why somebody is nobody.
    return false
  }
}

async function ready(deps: Dependencies): Promise<Health> {
  const { version } = deps
  const facts = { mode: deps.identity.mode, ...(version ? { version } : {}) }
  if (deps.isStopping()) return { status: 'stopping', ...facts }
  const [{ status, responseMs }, files] = await Promise.all([database(deps), storage(deps)])
  if (status !== 'ok') return { status, ...facts }
  const schemaState = await deps.schemaState().catch(() => 'behind' as const)
  if (schemaState === 'behind') {
    return { status: 'unavailable', ...facts, detail: 'database.schema_mismatch' }
  }
  return {
    // Files that are away take nothing else down.
    status: files.status === 'unavailable' ? 'degraded' : 'ok',
    ...facts,
    ...(responseMs === undefined ? {} : { responseMs }),
  }
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
