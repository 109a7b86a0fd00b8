import type { DocumentExtension } from '@worksmart/types/document-types'
import type { Role } from '@worksmart/types/roles'
import type { FastifyRequest } from 'fastify'
import type { Inference } from './ai/inference-client.ts'
import type { PrivateReads } from './audit/private-reads.ts'
import type { Background } from './background.ts'
import type { Database, Identity } from './db/with-actor.ts'
import type { Overload } from './http/overload.ts'
import type { RequestLimits } from './http/request-limits.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { OnScan } from './scan/scan-one.ts'
import type { Scanner } from './scan/scanner.ts'
import type { Storage } from './storage/storage.ts'
import type { SweepReport } from './storage/sweep.ts'

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

/** What one person may upload; sizes are bytes. */
export type UploadLimits = {
  maxBytes: number
  /** Endings without the dot. */
  types: readonly DocumentExtension[]
  quotaBytes: number
  quotaDocuments: number
  pending: number
}
/** Connections of a process, and requests that wait for one. */
export type PoolUse = { max: number; open: number; idle: number; waiting: number }

/** Everything `buildApp` needs. Tests pass other ones. */
export type Dependencies = {
  database: Database
  /** Null where none is configured: uploads and downloads answer 503, and the rest works. */
  storage: Storage | null
  uploads: UploadLimits
  /** Null where none is configured: then no file is scanned, and each is ready at once. */
  scanner: Scanner | null
  onScan: OnScan
  /** What the last sweep of this process found; null before the first one. */
  lastSweep: () => SweepReport | null
  /** Asks the inference service; where none is configured every question is `ai.off`. */
  inference: Inference
  /** Work that outlives its request; closing the api waits for it. */
  background: Background
  identity: IdentityProvider
  /** UUIDv7. */
  newId: () => string
  now: () => Date
  /** True in tests and development: answers are parsed with their contracts. */
  checkAnswers: boolean
  /** The migrations of this build and of the database; `/health/ready` compares them. */
  schemaState: () => Promise<'current' | 'behind' | 'ahead'>
  privateReads: PrivateReads
  requestLimits: RequestLimits
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
