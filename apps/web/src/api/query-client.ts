import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './client.ts'

/** How questions behave: fresh for 30 s, asked twice more when the failure may pass by itself. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && mayPass(error),
        retryDelay: (failures) => 400 * 2 ** failures,
        // Offline is an answer like any other: waiting in silence would leave a skeleton standing.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

/** A refusal stays a refusal, and a 429 is waited out where it is shown. */
function mayPass(error: unknown): boolean {
  return !(error instanceof ApiProblem) || (error.status >= 500 && error.code !== 'server.error')
}
