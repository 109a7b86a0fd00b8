import { readFileSync } from 'node:fs'
import type { InferencePlace } from './inference-place.ts'

const rereadMs = 500

type Status = { state?: string; step?: number; steps?: number; name?: string; message?: string }

/**
 * Where the service is that `npm start` prepares beside the app: its own note in `file` says how far
 * it is. Read again at most twice a second, because every request for help asks.
 */
export function localInferencePlace(
  { file, url, token }: { file: string; url: string; token: string },
  nowMs: () => number = () => performance.now(),
): () => InferencePlace {
  let place: InferencePlace = { state: 'preparing', detail: 'starting' }
  let readAtMs = Number.NEGATIVE_INFINITY
  return () => {
    if (nowMs() - readAtMs < rereadMs) return place
    readAtMs = nowMs()
    place = placeOf(read(file), url, token)
    return place
  }
}

function read(file: string): Status {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Status
  } catch {
    // Not written yet, or just being replaced.
    return {}
  }
}

function placeOf(status: Status, url: string, token: string): InferencePlace {
  if (status.state === 'ready') return { state: 'there', url, token }
  if (status.state === 'unavailable') {
    return { state: 'failed', detail: status.message ?? 'The service did not start.' }
  }
  const { step = 0, steps = 5, name = 'starting' } = status
  return { state: 'preparing', detail: step > 0 ? `${step} of ${steps}: ${name}` : name }
}
