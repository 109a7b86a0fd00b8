import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Dependencies } from '../dependencies.ts'

/** Fastify whose handlers get their types from the Zod contracts. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** One area of the api; it registers its routes and decides nothing. */
export type Routes = (app: App, deps: Dependencies) => void
