// The three ways in which AI help can be: none at all, a stand-in that speaks the contract, and the
// real service where this machine has it prepared.

import type { InferencePlace } from '@worksmart/api/ai/inference-place.ts'
import type { ObjectStore } from '@worksmart/dev-services/s3/server'
import { type FakeInference, startFakeInference } from '../../api/test/fake-inference.ts'
import { startService } from '../../api/test/inference-service.ts'

export type InferenceKind = 'none' | 'stand-in' | 'service'

export type RunningInference = {
  place: () => InferencePlace
  /** Only of the stand-in. */
  fake: FakeInference | null
  /** From now on the api finds nobody there. */
  leave: () => void
  /** It is there again, and answers as it should. */
  heal: () => void
  close: () => Promise<void>
}

export async function startInference(
  kind: InferenceKind,
  store: ObjectStore,
): Promise<RunningInference> {
  if (kind === 'none') {
    return {
      place: () => ({ state: 'off' }),
      fake: null,
      leave: () => {},
      heal: () => {},
      close: async () => {},
    }
  }
  const fake = kind === 'stand-in' ? await startFakeInference() : null
  const service = fake ? null : await startService(store)
  const there = fake?.place() ?? service?.place ?? { state: 'off' as const }
  let isThere = true
  return {
    fake,
    place: () => (isThere ? there : { state: 'failed', detail: 'it was stopped by the test.' }),
    leave: () => {
      isThere = false
    },
    heal: () => {
      isThere = true
      fake?.reset()
    },
    close: async () => {
      await fake?.close()
      await service?.stop()
    },
  }
}
