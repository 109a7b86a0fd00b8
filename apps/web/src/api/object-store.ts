// File bytes go straight between the browser and the object store. Apart from the client of the api
// this is the only file that calls the network.
import { Unreachable } from './client.ts'

/** The store answered, and the answer was no. */
export class StoreRefusal extends Error {
  override readonly name = 'StoreRefusal'
  readonly status: number

  constructor(status: number) {
    super(`The object store answered ${status}`)
    this.status = status
  }
}

export type PutRequest = {
  url: string
  /** Exactly these; the browser adds the length by itself. */
  headers: Readonly<Record<string, string>>
  file: Blob
  signal: AbortSignal
  onProgress(sentBytes: number): void
}

// A connection may hang without an error. Slow is fine, silent is not.
const silenceMs = 60_000

/**
 * Sends a file to a presigned address. An address that was used before is fine: the file is there.
 * Throws `StoreRefusal`, `Unreachable`, or the abort reason of `signal`.
 */
export function putObject({ url, headers, file, signal, onProgress }: PutRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    // fetch() does not tell how much of a body has been sent.
    const request = new XMLHttpRequest()
    let silence: ReturnType<typeof setTimeout>
    const heard = () => {
      clearTimeout(silence)
      silence = setTimeout(() => request.abort(), silenceMs)
    }
    const cancel = () => request.abort()
    const end = (settle: () => void) => () => {
      clearTimeout(silence)
      signal.removeEventListener('abort', cancel)
      settle()
    }
    const unreachable = () => reject(new Unreachable('PUT to the object store'))
    signal.addEventListener('abort', cancel)
    request.upload.addEventListener('progress', (event) => {
      heard()
      onProgress(Math.min(event.loaded, file.size))
    })
    request.addEventListener(
      'load',
      end(() => {
        const isThere = request.status === 412 || (request.status >= 200 && request.status < 300)
        if (isThere) resolve()
        else reject(new StoreRefusal(request.status))
      }),
    )
    request.addEventListener('error', end(unreachable))
    request.addEventListener(
      'abort',
      end(() => (signal.aborted ? reject(signal.reason) : unreachable())),
    )
    request.open('PUT', url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    heard()
    request.send(file)
  })
}

/** `isCut` when there is more than was asked for. */
export type Got = { bytes: Blob; isCut: boolean }

/**
 * Reads a stored file from a presigned address, at most `maxBytes` of it. The type is the caller's
 * decision, never what the answer says. Throws `StoreRefusal`, `Unreachable`, or the abort reason.
 */
export async function getObject(
  url: string,
  { type, maxBytes, signal }: { type: string; maxBytes: number; signal: AbortSignal },
): Promise<Got> {
  try {
    const response = await fetch(url, {
      signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    })
    if (!response.ok) throw new StoreRefusal(response.status)
    const parts: Uint8Array<ArrayBuffer>[] = []
    let length = 0
    const reader = response.body?.getReader()
    while (reader) {
      const { done, value } = await reader.read()
      if (done) return { bytes: new Blob(parts, { type }), isCut: false }
      parts.push(value)
      length += value.length
      if (length > maxBytes) {
        void reader.cancel()
        return { bytes: new Blob(parts, { type }).slice(0, maxBytes, type), isCut: true }
      }
    }
    return { bytes: new Blob([], { type }), isCut: false }
  } catch (error) {
    if (error instanceof StoreRefusal) throw error
    if (signal.aborted) throw signal.reason
    throw new Unreachable('GET from the object store', { cause: error })
  }
}
