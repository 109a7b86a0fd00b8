// The whole api on one page.

import { limits } from '@worksmart/types/limits'
import { type Permission, routeMatrix } from '@worksmart/types/permissions'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { aiRoutes } from './ai/ai.routes.ts'
import { analysisRoutes } from './ai/analysis.routes.ts'
import { narrativeRoutes } from './ai/narratives.routes.ts'
import { denialRecorder } from './audit/record-denial.ts'
import { checkinRoutes } from './checkins/checkins.routes.ts'
import type { Actor } from './db/with-actor.ts'
import type { Dependencies } from './dependencies.ts'
import { documentRoutes } from './documents/documents.routes.ts'
import { AppError } from './errors.ts'
import { healthRoutes } from './health/health.routes.ts'
import { clientErrorAnswer } from './http/client-error.ts'
import { handleError, sendProblem } from './http/error-handler.ts'
import { acceptJsonOnly } from './http/json-body.ts'
import { type LogOut, logWithoutWaiting } from './http/log-out.ts'
import { redactedLog } from './http/log-redaction.ts'
import { registerOpenApi } from './http/openapi.ts'
import { shedLoad } from './http/overload.ts'
import {
  makeRefusalSample,
  type Refusal,
  refusalOf,
  refusalWriter,
  watchRefusals,
} from './http/refusal-log.ts'
import { requestIds } from './http/request-id.ts'
import { limitRequests } from './http/request-limits.ts'
import { refuseCrossOrigin } from './http/same-origin.ts'
import { makeSerializer } from './http/serializer.ts'
import { requireSingleHeaders } from './http/single-headers.ts'
import { refuseUnnamedInput } from './http/unnamed-input.ts'
import { zodValidator } from './http/validator.ts'
import { answerWrongMethods } from './http/wrong-method.ts'
import { sessionRoutes } from './identity/sessions.routes.ts'
import { measureRequests } from './metrics/request-metrics.ts'
import { privacyRoutes } from './privacy/privacy.routes.ts'
import { projectRoutes } from './projects/projects.routes.ts'
import { sampleDataRoutes } from './sample-data/sample-data.routes.ts'
import { searchRoutes } from './search/search.routes.ts'
import { tagRoutes } from './tags/tags.routes.ts'
import { taskRoutes } from './tasks/tasks.routes.ts'
import { userRoutes } from './users/users.routes.ts'
import { workspaceRoutes } from './workspaces/workspaces.routes.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
  }
  interface FastifyContextConfig {
    /** The permission a route needs; `public` routes have no actor. A route without it stops the boot. */
    auth?: Permission | 'public'
  }
}

/** How long a request may take to arrive; the proxy in front waits as long. */
const arrivalMs = 10_000

/** Builds the api. It listens nowhere and reads no environment. */
export async function buildApp(deps: Dependencies): Promise<FastifyInstance> {
  const log = deps.logLevel === 'silent' ? null : openLog(deps)
  const app = Fastify({
    logger: log
      ? { level: deps.logLevel, redact: ['req.headers'], stream: redactedLog(log) }
      : false,
    genReqId: requestIds(deps.trustedProxies, deps.newId),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.bodyBytes,
    // Whose address a request has; without a proxy that is named, the peer's own.
    trustProxy: deps.trustedProxies.length > 0 ? [...deps.trustedProxies] : false,
    requestTimeout: arrivalMs,
    http: {
      // Node takes the shorter of the two for the headers and the longer one for the rest.
      requestTimeout: arrivalMs,
      headersTimeout: arrivalMs,
      // Node's own answer to a missing Host is empty; ours is a problem.
      requireHostHeader: false,
      // Node looks only twice a minute, so that a slow sender would live three times as long.
      connectionsCheckingInterval: 1000,
    },
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    // What arrives while the last answers are written is answered too; the proxy has nobody to ask
    // again for a write that it has sent.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    // A request whose URL or headers cannot be parsed never reaches a route.
    frameworkErrors: (error, request, reply) => {
      handleError(error, request, reply)
      // Such a request runs no hooks.
      writeRefusal(refusalOf(request, reply.statusCode))
    },
    clientErrorHandler: clientErrorAnswer(deps.newId, (refusal) => writeRefusal(refusal)),
  })
  const writeRefusal: (refusal: Refusal) => void = refusalWriter(
    app.log,
    deps.identity.mode,
    makeRefusalSample(),
  )
  acceptJsonOnly(app)
  app.setValidatorCompiler(zodValidator)
  app.setSerializerCompiler(makeSerializer(deps.checkAnswers))
  app.setErrorHandler(handleError)
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      request,
      reply,
      new AppError(404, 'request.route_not_found', 'There is nothing at this address.'),
    ),
  )
  app.decorateRequest('actor')
  app.decorateRequest('problemCode', null)

  app.addHook('onRoute', (route) => {
    // The documentation page registers its own routes and cannot say their auth; it is public.
    if (route.method === 'HEAD' || route.method === 'OPTIONS' || route.url.startsWith('/docs'))
      return
    if (route.config?.auth === undefined)
      throw new Error(`${String(route.method)} ${route.url} says no auth.`)
    refuseUnnamedInput(route)
  })
  measureRequests(app, deps.metrics)
  const recordDenial = denialRecorder(deps)
  watchRefusals(app, (request, refusal) => {
    writeRefusal(refusal)
    if (refusal.status !== 403 || refusal.userId === null) return
    recordDenial(request.actor, `${refusal.method} ${refusal.route}`, String(refusal.code))
  })
  if (deps.overload) shedLoad(app, deps.overload)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    reply.header('cache-control', 'no-store')
    requireSingleHeaders(request)
    refuseCrossOrigin(request)
    deps.identity.admit(request)
    const auth = request.routeOptions.config.auth
    if (auth === undefined || auth === 'public') return
    const identity = await deps.identity.identify(request)
    request.actor = { ...identity, permission: auth, requestId: request.id }
  })
  limitRequests(app, deps.requestLimits)

  // One line a request, at info: ids, never bodies, tokens or addresses with a query.
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        userId: request.actor?.userId,
      },
      'request',
    )
  })

  await registerOpenApi(app, deps)
  for (const routes of [
    healthRoutes,
    userRoutes,
    sessionRoutes,
    privacyRoutes,
    workspaceRoutes,
    projectRoutes,
    taskRoutes,
    documentRoutes,
    tagRoutes,
    sampleDataRoutes,
    checkinRoutes,
    aiRoutes,
    narrativeRoutes,
    analysisRoutes,
    searchRoutes,
  ]) {
    await app.register(async (scope) => routes(scope, deps))
  }
  app.addHook('onClose', () => {
    // A scan may take two minutes; the job begins it anew.
    deps.scanner?.stop()
    return deps.background.settle()
  })
  if (log) app.addHook('onClose', () => log.drained(1000))
  answerWrongMethods(app, Object.keys(routeMatrix))
  return app
}

function openLog(deps: Dependencies): LogOut {
  const countDropped = deps.metrics.counter(
    'worksmart_log_lines_dropped_total',
    'Log lines that nobody took in time.',
  )
  return logWithoutWaiting(process.stdout, () => countDropped())
}
