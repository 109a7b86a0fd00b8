import { AiHealth } from '@worksmart/types/ai'
import { Health } from '@worksmart/types/health'
import type { Role } from '@worksmart/types/roles'
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

  app.get('/health/storage', { config, schema }, async (request, reply) =>
    send(reply, await forCaller(deps, request, await storage(deps))),
  )

  // Whatever it says, nothing but the help itself is degraded.
  app.get('/health/ai', { config, schema: aiSchema }, async (request, reply) => {
    const health = await deps.inference.health()
    if (health.status === 'unavailable') reply.status(503).header('retry-after', '5')
    return (await roleOf(deps, request)) === null ? { status: health.status } : health
  })
}

function send(reply: FastifyReply, health: Health): Health {
  if (health.status === 'unavailable' || health.status === 'stopping') {
    reply.status(503).header('retry-after', '2')
  }
  return health
}

/** Everyone may know whether it works; why it does not and how busy it is, is for admins. */
async function forCaller(
  deps: Dependencies,
  request: FastifyRequest,
  health: Health,
): Promise<Health> {
  const { responseMs: _ms, detail: _why, ...word } = health
  // The code of a refusal is what any other answer with it says too, and nobody waits for it.
  if (health.status === 'unavailable') return health
  if (health.status === 'stopping' || (await roleOf(deps, request)) !== 'admin') return word
  return { ...health, pool: deps.poolUse() }
}

/** The caller's role; null for nobody, and for everybody while the database is away. */
async function roleOf(deps: Dependencies, request: FastifyRequest): Promise<Role | null> {
  try {
    const identity = await deps.identity.identify(request)
    const actor = { ...identity, permission: 'account.read' as const, requestId: request.id }
    return await deps.database.withActor(actor, async (_tx, { role }) => role)
  } catch {
    // A health check is not the place to say why somebody is nobody.
    return null
  }
}

async function ready(deps: Dependencies): Promise<Health> {
  const { version } = deps
  const facts = { mode: deps.identity.mode, ...(version ? { version } : {}) }
  if (deps.isStopping()) return { status: 'stopping', ...facts }
  const [{ status, responseMs, detail }, files] = await Promise.all([database(deps), storage(deps)])
  if (status !== 'ok') return { status, ...facts, ...(detail ? { detail } : {}) }
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
