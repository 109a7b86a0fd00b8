import type { Bucket } from './bucket.ts'
import { encodeRfc3986 } from './canonical.ts'
import { invalidArgument, notImplemented } from './s3-error.ts'
import type { S3Request } from './s3-request.ts'
import type { Operation } from './store.ts'
import { document } from './xml.ts'

const maxPage = 1000

/** ListObjectsV2. Keys and common prefixes come in one order and count together. */
export const listObjects: Operation = async (store, { request }) => {
  if (request.param('list-type') !== '2') throw notImplemented('ListObjects; use ListObjectsV2')
  const bucket = store.bucket(request.bucket)
  const encodingType = request.param('encoding-type')
  if (encodingType !== undefined && encodingType !== 'url') {
    throw invalidArgument('encoding-type must be url.')
  }
  const encode = (text: string) =>
    encodingType === 'url' ? encodeRfc3986(text).replaceAll('%2F', '/') : text
  const prefix = request.param('prefix') ?? ''
  const delimiter = request.param('delimiter') ?? ''
  const startAfter = request.param('start-after')
  const token = request.param('continuation-token')
  const maxKeys = pageSizeOf(request)
  const from = token === undefined ? { after: startAfter ?? '', isPrefix: false } : readToken(token)
  const page = pageOf(bucket, { prefix, delimiter, maxKeys, ...from })
  return {
    status: 200,
    document: document('ListBucketResult', {
      Name: request.bucket,
      Prefix: encode(prefix),
      Delimiter: delimiter === '' ? undefined : encode(delimiter),
      StartAfter: startAfter === undefined ? undefined : encode(startAfter),
      MaxKeys: maxKeys,
      EncodingType: encodingType,
      KeyCount: page.keys.length + page.prefixes.length,
      IsTruncated: page.next !== null,
      ContinuationToken: token,
      NextContinuationToken: page.next ?? undefined,
      Contents: page.keys.flatMap((key) => {
        const object = bucket.get(key)
        if (object === undefined) return []
        const { lastModified, etag, sizeBytes } = object
        return {
          Key: encode(key),
          LastModified: lastModified,
          ETag: etag,
          Size: sizeBytes,
          StorageClass: 'STANDARD',
        }
      }),
      CommonPrefixes: page.prefixes.map((one) => ({ Prefix: encode(one) })),
    }),
  }
}

interface Walk {
  prefix: string
  delimiter: string
  maxKeys: number
  after: string
  /** `after` is a common prefix that was listed: all keys under it are done. */
  isPrefix: boolean
}

function pageOf(bucket: Bucket, walk: Walk) {
  const { prefix, delimiter, maxKeys, after } = walk
  const all = bucket.keys()
  const keys: string[] = []
  const prefixes: string[] = []
  let at = Math.max(bucket.indexOf(prefix), bucket.indexOf(after))
  let last: Pick<Walk, 'after' | 'isPrefix'> | null = null
  for (; at < all.length; at++) {
    const key = all[at] ?? ''
    if (!key.startsWith(prefix)) break
    if (walk.isPrefix ? key.startsWith(after) : key === after && after !== '') continue
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    const common = end < 0 ? null : key.slice(0, end + delimiter.length)
    if (common !== null && common === prefixes.at(-1)) continue
    if (keys.length + prefixes.length === maxKeys) {
      return { keys, prefixes, next: last === null ? null : writeToken(last) }
    }
    if (common === null) keys.push(key)
    else prefixes.push(common)
    last = { after: common ?? key, isPrefix: common !== null }
  }
  return { keys, prefixes, next: null }
}

function pageSizeOf(request: S3Request): number {
  const text = request.param('max-keys') ?? String(maxPage)
  if (!/^\d{1,9}$/.test(text)) throw invalidArgument('max-keys is not a number.')
  return Math.min(Number(text), maxPage)
}

type Place = Pick<Walk, 'after' | 'isPrefix'>

function writeToken({ after, isPrefix }: Place): string {
  return Buffer.from(JSON.stringify([after, isPrefix])).toString('base64url')
}

function readToken(token: string): Place {
  try {
    const [after, isPrefix] = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown[]
    if (typeof after === 'string' && typeof isPrefix === 'boolean') return { after, isPrefix }
  } catch {
    // Falls through to the one refusal.
  }
  throw invalidArgument('The continuation token is not one of this store.')
}
