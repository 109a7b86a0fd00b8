import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory } from '@tanstack/react-router'
import { render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { makeQueryClient } from '../src/api/query-client.ts'
import { App } from '../src/app.tsx'
import { makeRouter } from '../src/router.tsx'
import { rememberPerson } from '../src/session/remembered.ts'
import { apiClient, type TestPerson } from './real-api-client.ts'

/** The whole app at that address, as that person, on the real api. Null: nobody is chosen yet. */
export function renderAt(url: string, person: TestPerson | null) {
  if (person) rememberPerson(person.id)
  const queryClient = makeQueryClient()
  const router = makeRouter(createMemoryHistory({ initialEntries: [url] }))
  const view = render(
    <QueryClientProvider client={queryClient}>
      <App router={router} makeClient={({ userId }) => apiClient(userId)} />
    </QueryClientProvider>,
  )
  return { ...view, queryClient, router, user: userEvent.setup() }
}
