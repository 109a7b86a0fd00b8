// What a request says about its own signature, before any of it is believed.
import type { Scope } from './canonical.ts'
import { accessDenied, invalidArgument, invalidRequest, S3Error } from './s3-error.ts'
import type { S3Request } from './s3-request.ts'

export interface Claim {
  accessKeyId: string
  scope: Scope
  /** As signed, `YYYYMMDDTHHMMSSZ`. */
  timestamp: string
  signedAt: Date
  /** Seconds of life of a presigned address; null for a signature in the header. */
  expiresInS: number | null
  signedHeaders: readonly string[]
  /** 64 hex digits. */
  signature: string
  payloadHash: string
  /** The refusal for a wrong part, which S3 calls by where the signature is. */
  malformed(why: string): S3Error
}

const algorithm = 'AWS4-HMAC-SHA256'

/** Throws 403 for an anonymous request and 400 for one whose signature cannot be read. */
export function claimOf(request: S3Request): Claim {
  const header = request.headers.get('authorization')
  const names = new Set<string>()
  for (const [name] of request.query) {
    const lower = name.toLowerCase()
    if (!lower.startsWith('x-amz-')) continue
    if (names.has(lower)) throw invalidArgument(`${name} is given more than once.`)
    names.add(lower)
  }
  const isInQuery = ['algorithm', 'credential', 'signature'].some((n) => names.has(`x-amz-${n}`))
  if (header !== undefined && isInQuery) throw invalidArgument('The request is signed twice.')
  if (header !== undefined) return fromHeader(request, header)
  if (isInQuery) return fromQuery(request)
  throw accessDenied('Anonymous requests are refused.')
}

function fromHeader(request: S3Request, header: string): Claim {
  const malformed = (why: string) => new S3Error(400, 'AuthorizationHeaderMalformed', why)
  const [scheme, ...rest] = header.split(' ')
  if (scheme !== algorithm) throw invalidRequest(`The only signature known here is ${algorithm}.`)
  const parts = new Map(
    rest
      .join('')
      .split(',')
      .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  )
  const payloadHash = request.headers.get('x-amz-content-sha256')
  if (payloadHash === undefined) throw invalidRequest('x-amz-content-sha256 is missing.')
  return {
    ...credentialOf(parts.get('Credential'), malformed),
    ...timeOf(request.headers.get('x-amz-date'), malformed),
    expiresInS: null,
    signedHeaders: signedHeadersOf(parts.get('SignedHeaders'), malformed),
    signature: signatureOf(parts.get('Signature'), malformed),
    payloadHash,
    malformed,
  }
}

function fromQuery(request: S3Request): Claim {
  const malformed = (why: string) => new S3Error(400, 'AuthorizationQueryParametersError', why)
  if (request.param('X-Amz-Algorithm') !== algorithm) {
    throw malformed(`X-Amz-Algorithm must be ${algorithm}.`)
  }
  if (request.param('X-Amz-Security-Token') !== undefined) {
    throw new S3Error(403, 'InvalidToken', 'This store gives out no temporary credentials.')
  }
  const expires = request.param('X-Amz-Expires') ?? ''
  const expiresInS = /^\d{1,6}$/.test(expires) ? Number(expires) : 0
  if (expiresInS < 1 || expiresInS > 604_800) {
    throw malformed('X-Amz-Expires must be between 1 and 604800 seconds.')
  }
  return {
    ...credentialOf(request.param('X-Amz-Credential'), malformed),
    ...timeOf(request.param('X-Amz-Date'), malformed),
    expiresInS,
    signedHeaders: signedHeadersOf(request.param('X-Amz-SignedHeaders'), malformed),
    signature: signatureOf(request.param('X-Amz-Signature'), malformed),
    payloadHash:
      request.headers.get('x-amz-content-sha256') ??
      request.param('X-Amz-Content-Sha256') ??
      'UNSIGNED-PAYLOAD',
    malformed,
  }
}

type Malformed = Claim['malformed']

function credentialOf(text: string | undefined, malformed: Malformed) {
  const parts = (text ?? '').split('/')
  const [accessKeyId = '', day = '', region = '', service = '', end = ''] = parts
  if (parts.length !== 5 || end !== 'aws4_request' || !/^\d{8}$/.test(day)) {
    throw malformed('The credential must be KEY/YYYYMMDD/REGION/s3/aws4_request.')
  }
  return { accessKeyId, scope: { day, region, service } }
}

function timeOf(timestamp: string | undefined, malformed: Malformed) {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp ?? '')
  if (timestamp === undefined || match === null) throw malformed('X-Amz-Date is not a time.')
  const [, year, month, day, hour, minute, second] = match
  const signedAt = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  if (Number.isNaN(signedAt.getTime())) throw malformed('X-Amz-Date is not a time.')
  return { timestamp, signedAt }
}

function signedHeadersOf(text: string | undefined, malformed: Malformed): string[] {
  const names = (text ?? '').split(';')
  if (names.some((name) => !/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name))) {
    throw malformed('SignedHeaders must be names in lower case with semicolons between.')
  }
  return names
}

function signatureOf(text: string | undefined, malformed: Malformed): string {
  if (!/^[0-9a-f]{64}$/.test(text ?? '')) throw malformed('The signature is not 64 hex digits.')
  return text ?? ''
}
