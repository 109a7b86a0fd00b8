import { type Inference, type InferenceOptions, makeInference } from './inference-client.ts'
import type { InferencePlace } from './inference-place.ts'

type Settings = { INFERENCE_URL?: string | undefined; INFERENCE_TOKEN?: string | undefined }

/** The service that the settings name. Both an address and a token, or none at all. */
export function configuredPlace({
  INFERENCE_URL: url,
  INFERENCE_TOKEN: token,
}: Settings): InferencePlace {
  if (!url) return { state: 'off' }
  if (!token) return { state: 'failed', detail: 'INFERENCE_TOKEN is missing.' }
  return { state: 'there', url: url.replace(/\/+$/, ''), token }
}

/** A client of that service for a command that runs once; close it at the end. */
export function inferenceOf(
  settings: Settings,
  events: Pick<InferenceOptions, 'onCall'> = {},
): Inference {
  const place = configuredPlace(settings)
  const clock = () => performance.now()
  return makeInference({ place: () => place, clock, random: Math.random, ...events })
}
