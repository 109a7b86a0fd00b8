import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { decodeAwsChunked } from './aws-chunked.ts'
import { type Digested, meterFor, promisedDigests } from './digests.ts'
import { writeDurably } from './durable-files.ts'
import { invalidArgument, S3Error } from './s3-error.ts'
import type { S3Request } from './s3-request.ts'
import type { Payload } from './signature.ts'

/** S3's limit for one PUT and for one part, 5 GiB. */
const maxBodyBytes = 5 * 1024 ** 3
const maxDocumentBytes = 2 * 1024 ** 2

/** A request whose signature holds, with a body not yet read. */
export interface Incoming {
  request: S3Request
  payload: Payload
  /** Tells a client that waits with `Expect: 100-continue` to send. */
  proceed(): void
}

export interface Received extends Digested {
  /** In the scratch folder, on the disk; the caller moves or removes it. */
  file: string
  sizeBytes: number
}

/** Writes the body to a new scratch file. Whatever fails, no file is left. */
export async function receiveBody(incoming: Incoming, scratch: string): Promise<Received> {
  const file = join(scratch, randomUUID())
  const body = checkedBody(incoming, maxBodyBytes)
  const { sizeBytes, digested } = await writeDurably(file, (handle) =>
    body((bytes) => handle.writeFile(bytes)),
  )
  return { file, sizeBytes, ...digested }
}

/** The body as text, for the small XML documents of bulk delete and multipart. */
export async function receiveText(incoming: Incoming): Promise<string> {
  const parts: Buffer[] = []
  await checkedBody(incoming, maxDocumentBytes)(async (bytes) => void parts.push(bytes))
  return Buffer.concat(parts).toString('utf8')
}

type Sink = (bytes: Buffer) => Promise<void>

// Everything that can be refused without the body is refused here, before any of it is asked for.
function checkedBody(incoming: Incoming, limitBytes: number) {
  const { request, payload } = incoming
  const expectedBytes = declaredBytes(request, payload)
  if (expectedBytes > limitBytes) {
    throw new S3Error(400, 'EntityTooLarge', 'The body is larger than the store takes.')
  }
  const promised = promisedDigests(request, payload)
  return async (sink: Sink): Promise<{ sizeBytes: number; digested: Digested }> => {
    const meter = meterFor(promised)
    let sizeBytes = 0
    incoming.proceed()
    // Leaving this loop by an error must not cut the connection: the refusal goes over it.
    const raw = request.message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
    const framed = payload.kind === 'chunked' ? decodeAwsChunked(raw) : null
    for await (const bytes of framed?.body ?? raw) {
      sizeBytes += bytes.length
      if (sizeBytes > expectedBytes) throw incomplete()
      const written = sink(bytes)
      meter.update(bytes)
      await written
    }
    if (sizeBytes !== expectedBytes) throw incomplete()
    return { sizeBytes, digested: meter.finish(framed?.values ?? new Map()) }
  }
}

function declaredBytes(request: S3Request, payload: Payload): number {
  const name = payload.kind === 'chunked' ? 'x-amz-decoded-content-length' : 'content-length'
  const text = request.headers.get(name)
  if (text === undefined) {
    throw new S3Error(411, 'MissingContentLength', `${name} must be given.`)
  }
  if (!/^\d{1,15}$/.test(text)) throw invalidArgument(`${name} is not a length.`)
  return Number(text)
}

function incomplete(): S3Error {
  return new S3Error(400, 'IncompleteBody', 'The body is not as long as it was said to be.')
}
