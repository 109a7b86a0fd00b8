// Who may pass: requests signed with Signature Version 4, in the header or in the address.
import { timingSafeEqual } from 'node:crypto'
import { expectedSignature } from './canonical.ts'
import { type Claim, claimOf } from './claim.ts'
import { accessDenied, invalidArgument, notImplemented, S3Error } from './s3-error.ts'
import type { S3Request } from './s3-request.ts'

export interface Keyring {
  accessKeyId: string
  secretAccessKey: string
  region: string
}

/** What the signature says about the body; `hex` is the SHA-256 that it must have. */
export type Payload = { kind: 'sha256'; hex: string } | { kind: 'unsigned' } | { kind: 'chunked' }

const maxSkewMs = 15 * 60_000

/** Returns how the body is protected, or throws the refusal. */
export function verifySignature(request: S3Request, keyring: Keyring, now: Date): Payload {
  const claim = claimOf(request)
  if (claim.accessKeyId !== keyring.accessKeyId) {
    throw new S3Error(403, 'InvalidAccessKeyId', 'The access key is not known here.')
  }
  checkScope(claim, keyring.region)
  checkTime(claim, now)
  checkSignedHeaders(request, claim)
  const expected = expectedSignature(request, {
    secretAccessKey: keyring.secretAccessKey,
    scope: claim.scope,
    timestamp: claim.timestamp,
    signedHeaders: claim.signedHeaders,
    payloadHash: claim.payloadHash,
  })
  if (!timingSafeEqual(Buffer.from(expected, 'hex'), Buffer.from(claim.signature, 'hex'))) {
    throw new S3Error(
      403,
      'SignatureDoesNotMatch',
      'The signature does not match the request. Check the key and what was signed.',
    )
  }
  return payloadOf(claim.payloadHash)
}

function checkScope(claim: Claim, region: string): void {
  const { scope } = claim
  if (scope.region !== region) throw claim.malformed(`The region must be ${region}.`)
  if (scope.service !== 's3') throw claim.malformed('The service must be s3.')
  if (scope.day !== claim.timestamp.slice(0, 8)) {
    throw claim.malformed('The day of the credential is not the day of the request.')
  }
}

function checkTime(claim: Claim, now: Date): void {
  const ageMs = now.getTime() - claim.signedAt.getTime()
  const isTooOld = claim.expiresInS === null && ageMs > maxSkewMs
  if (ageMs < -maxSkewMs || isTooOld) {
    throw new S3Error(
      403,
      'RequestTimeTooSkewed',
      'The clocks of the request and of this store are more than 15 minutes apart.',
    )
  }
  if (claim.expiresInS !== null && ageMs > claim.expiresInS * 1000) {
    throw accessDenied('Request has expired.')
  }
}

function checkSignedHeaders(request: S3Request, claim: Claim): void {
  if (!claim.signedHeaders.includes('host')) throw claim.malformed('The host must be signed.')
  for (const name of claim.signedHeaders) {
    if (!request.headers.has(name)) throw accessDenied(`The signed header ${name} is not there.`)
  }
  for (const name of request.headers.keys()) {
    if (name.startsWith('x-amz-') && !claim.signedHeaders.includes(name)) {
      throw accessDenied(`The header ${name} is not signed.`)
    }
  }
}

function payloadOf(hash: string): Payload {
  if (hash === 'UNSIGNED-PAYLOAD') return { kind: 'unsigned' }
  if (hash === 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') return { kind: 'chunked' }
  if (/^[0-9a-f]{64}$/.test(hash)) return { kind: 'sha256', hex: hash }
  if (hash.startsWith('STREAMING-')) throw notImplemented(`the payload mode ${hash}`)
  throw invalidArgument('x-amz-content-sha256 is not a SHA-256.')
}
