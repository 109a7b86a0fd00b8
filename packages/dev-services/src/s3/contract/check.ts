import type { Tools } from './tools.ts'

/** What a store may lack. A check whose feature is on the list of skips is counted as skipped. */
export const features = [
  'signature',
  'signed-length',
  'signed-headers-only',
  'duplicate-parameters',
  'scope',
  'expiry',
  'not-yet-valid',
  'anonymous',
  'cors',
  'cors-on-refusal',
  'read',
  'range',
  'overrides',
  'conditional-read',
  'list',
  'bulk-delete',
  'copy',
  'multipart',
  'multipart-size',
  'md5',
  'sha256',
  'crc32',
  'checksum-mode',
  'trailers',
  'write-once',
  'if-match-write',
  'keys',
  'concurrency',
  'aborted-upload',
  'restart',
  'large-object',
] as const

export type Feature = (typeof features)[number]

export interface Check {
  /** The guarantee, as a sentence. */
  name: string
  feature: Feature
  /** Throws when the guarantee does not hold. */
  steps: (s3: Tools) => Promise<void>
}

export interface Target {
  endpoint: string
  region: string
  bucket: string
  accessKeyId: string
  secretAccessKey: string
  forcePathStyle: boolean
  /** Features to leave out: their checks are skipped, and signed uploads do without write-once. */
  lacks: ReadonlySet<string>
  /** An origin that the store lets in, or null when none is known: the CORS checks are skipped. */
  allowedOrigin: string | null
  /** Kills the store and starts it again; null when it is not ours to kill. */
  killAndRestart: (() => Promise<void>) | null
  /** The most memory that the store's process had, or null when it cannot be seen: no ceiling then. */
  peakMemoryBytes: (() => number) | null
}

/** Why this check cannot be run here, or null. */
export function reasonToSkip(check: Check, target: Target): string | null {
  if (target.lacks.has(check.feature)) return `the store lacks ${check.feature}`
  if (check.feature.startsWith('cors') && target.allowedOrigin === null) {
    return 'no allowed origin is known'
  }
  if (check.feature === 'restart' && target.killAndRestart === null) {
    return 'the store is not ours to kill'
  }
  return null
}
