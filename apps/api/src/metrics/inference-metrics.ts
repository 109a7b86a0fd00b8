import type { Inference } from '../ai/inference-client.ts'
import type { Metrics } from './metrics.ts'

/** Counts what asking the inference service came to; answers what to tell it about each call. */
export function measureCalls(metrics: Metrics): (operation: string, result: string) => void {
  const count = metrics.counter(
    'worksmart_inference_calls_total',
    'Questions to the inference service by operation and result.',
  )
  return (operation, result) => count({ operation, result })
}

/** Which operations are left alone for a while because they kept failing. */
export function measureBreakers(metrics: Metrics, { breakers }: Pick<Inference, 'breakers'>): void {
  metrics.gauge(
    'worksmart_breaker_open',
    'Whether the breaker of an operation of the inference service is open (1) or closed (0).',
    () => breakers().map(({ operation, isOpen }) => [{ operation }, isOpen ? 1 : 0] as const),
  )
}
