import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { Problem } from '@worksmart/types/problems'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { Dependencies } from '../dependencies.ts'

/** OpenAPI 3.1 from the contracts at `/openapi.json`, and a page to browse it at `/docs`. */
export async function registerOpenApi(app: FastifyInstance, deps: Dependencies): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'WorkSmart',
        version: '1',
        description:
          'Log what you did in one line; see where the time went. Lists are keyset pages, errors are RFC 9457 problems, writes take Idempotency-Key and If-Match.',
      },
      servers: [{ url: '/api' }],
      components: {
        securitySchemes:
          deps.identity.mode === 'dev'
            ? { localPerson: { type: 'apiKey', in: 'header', name: 'X-User-Id' } }
            : { session: { type: 'http', scheme: 'bearer' } },
      },
      security: [deps.identity.mode === 'dev' ? { localPerson: [] } : { session: [] }],
    },
    transform: (input) => {
      const made = jsonSchemaTransform(input)
      const isPublic = input.route.config?.auth === 'public'
      return { ...made, schema: withProblems(made.schema, isPublic) }
    },
    transformObject: jsonSchemaTransformObject,
  })
  app.get('/openapi.json', { config: { auth: 'public' }, schema: { hide: true } as object }, () =>
    app.swagger(),
  )
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    indexPrefix: '/api',
    staticCSP: true,
    uiConfig: { docExpansion: 'list', tryItOutEnabled: false },
  })
}

// Every route may answer a problem; saying it once here keeps the routes readable.
function withProblems(schema: unknown, isPublic: boolean): never {
  const route = schema as { hide?: boolean; response?: Record<string, unknown> }
  if (route.hide) return route as never
  return {
    ...route,
    // Where nobody has to say who they are, the document says so.
    ...(isPublic ? { security: [] } : {}),
    response: {
      ...route.response,
      default: {
        description: 'A problem, as application/problem+json.',
        content: {
          'application/problem+json': { schema: Problem.toJSONSchema({ unrepresentable: 'any' }) },
        },
      },
    },
  } as never
}
