import type { Role } from '@worksmart/types/roles'
import type { FastifyRequest } from 'fastify'
import type { PrivateReads } from './audit/private-reads.ts'
import type { Database, Identity } from './db/with-actor.ts'
import type { Overload } from './http/overload.ts'
import type { RateLimits } from './http/rate-limit.ts'
import type { Metrics } from './metrics/metrics.ts'

/** Finds who sent a request. Throws `AppError` 401 or 403; role and rights are not its business. */
export type Identify = (request: FastifyRequest) => Promise<Identity>

export type LocalPersonRow = {
  id: string
  workspaceId: string
  name: string
  email: string
  role: Role
  workspaceName: string
}

export type IdentityProvider = {
  mode: 'dev' | 'clerk'
  identify: Identify
  /** Refuses what this mode must not answer, on public routes too. */
  admit: (request: FastifyRequest) => void
  /** Whom `X-User-Id` may name; null where there is no such thing. */
  localPeople: (() => Promise<LocalPersonRow[]>) | null
}

/** Connections of a process, and requests that wait for one. */
export type PoolUse = { max: number; open: number; idle: number; waiting: number }

/** Everything `buildApp` needs. Tests pass other ones. */
export type Dependencies = {
  database: Database
  identity: IdentityProvider
  /** UUIDv7. */
  newId: () => string
  now: () => Date
  /** True in tests and development: answers are parsed with their contracts. */
  checkAnswers: boolean
  /** The migrations of this build and of the database; `/health/ready` compares them. */
  schemaState: () => Promise<'current' | 'behind' | 'ahead'>
  privateReads: PrivateReads
  /** Null where nobody is limited: on one person's machine. */
  rateLimits: RateLimits | null
  /** Null where no load is shed: a machine that slept would take its own pause for one. */
  overload: Overload | null
  /** Addresses of proxies whose word about the client's address is taken. */
  trustedProxies: readonly string[]
  logLevel: string
  metrics: Metrics
  /** The commit of a released build; null for any other. */
  version: string | null
  /** How busy the connections of this process are; for admins in `/health`. */
  poolUse: () => PoolUse
  isStopping: () => boolean
}
