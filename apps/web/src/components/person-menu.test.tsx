// On a server with sign-in, the way out is never more than two presses away.

import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory } from '@tanstack/react-router'
import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { apiClient, aTeam } from '../../test/real-api-client.ts'
import type { Client } from '../api/client.ts'
import { makeQueryClient } from '../api/query-client.ts'
import { App } from '../app.tsx'
import { makeRouter } from '../router.tsx'
import { rememberPerson } from '../session/remembered.ts'

/** The real api, which says of itself that people sign in. */
function signedInClient(userId: string | null): Client {
  const client = apiClient(userId)
  const request = async <T,>(...asking: Parameters<Client['request']>): Promise<T> => {
    const answer = await client.request<T>(...asking)
    return asking[1] === '/me' ? { ...answer, mode: 'clerk' } : answer
  }
  return { ...client, request }
}

const addresses = Object.keys(makeRouter().routesByPath).map((path) =>
  path.replace('$userId', '018f0000-0000-7000-8000-000000000001').replace(/\$[a-z]+/i, 'WEB-1'),
)

test('the addresses are those of every screen', () => {
  expect(addresses).toEqual(expect.arrayContaining(['/today', '/team', '/t/WEB-1', '/settings']))
  expect(addresses.length).toBeGreaterThan(10)
})

test.each([...addresses, '/nowhere'])('%s has the way to sign out', async (address) => {
  const { member } = await aTeam()
  rememberPerson(member.id)
  const router = makeRouter(createMemoryHistory({ initialEntries: [address] }))
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <App router={router} makeClient={({ userId }) => signedInClient(userId)} />
    </QueryClientProvider>,
  )
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: `Signed in as ${member.name}` }))
  expect(await screen.findByRole('menuitem', { name: 'Sign out' })).toBeDefined()
  expect(screen.queryByRole('menuitem', { name: /Choose a person|Switch to/ })).toBeNull()
})
