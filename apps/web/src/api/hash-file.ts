import { trustedScriptUrl } from '../lib/trusted-script-url.ts'
import workerUrl from './hash-worker.ts?worker&url'

type Answer = { digest: ArrayBuffer } | { problem: string }

/**
 * The SHA-256 of a file as 64 small hex digits. Throws a `DOMException` named `NotReadableError` or
 * `NotFoundError` when the file has changed or gone since it was chosen.
 */
export async function hashFile(file: Blob): Promise<string> {
  return hexOf((await hashInWorker(file)) ?? (await hashHere(file)))
}

/** Null when no worker can be had, such as offline before its code was loaded. */
function hashInWorker(file: Blob): Promise<ArrayBuffer | null> {
  return new Promise((resolve, reject) => {
    let worker: Worker
    try {
      worker = new Worker(trustedScriptUrl(workerUrl), { type: 'module' })
    } catch {
      return resolve(null)
    }
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      worker.terminate()
      if ('digest' in data) resolve(data.digest)
      else reject(new DOMException('The file cannot be read', data.problem))
    })
    worker.addEventListener('error', () => {
      worker.terminate()
      resolve(null)
    })
    worker.postMessage(file)
  })
}

async function hashHere(file: Blob): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', await file.arrayBuffer())
}

function hexOf(digest: ArrayBuffer): string {
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
