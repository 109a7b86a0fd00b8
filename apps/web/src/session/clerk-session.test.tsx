// Signing out where people sign in by Clerk. Its library is stood in for; the api is the real one.

import { QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { apiClient, aTeam, setFault, type TestPerson } from '../../test/real-api-client.ts'
import { ApiProblem, type Client, Unreachable } from '../api/client.ts'
import { makeQueryClient } from '../api/query-client.ts'
import { useSession } from './session.tsx'

/** What Clerk knows, and what was asked of it and of the api, in order. */
const clerk = vi.hoisted(() => ({
  isSignedIn: true,
  asked: [] as string[],
  end: async () => {},
  follow: (_isSignedIn: boolean) => {},
}))

vi.mock('@clerk/react', () => ({
  ClerkProvider: ({ children }: { children: unknown }) => children,
  useAuth: () => {
    const [isSignedIn, setIsSignedIn] = useState(clerk.isSignedIn)
    clerk.follow = setIsSignedIn
    return { isLoaded: true, isSignedIn, userId: 'user_mia', orgId: 'org_here', getToken }
  },
  useClerk: () => ({ signOut }),
  useOrganizationList: () => ({}),
  useSignIn: () => ({ signIn: {}, fetchStatus: 'idle' }),
}))
const getToken = async () => 'token'
async function signOut() {
  clerk.asked.push('clerk')
  await clerk.end()
  clerk.follow(false)
}

vi.stubEnv('VITE_CLERK_PUBLISHABLE_KEY', 'pk_test_x')
const { ClerkSession } = await import('./clerk-session.tsx')

beforeEach(() => {
  clerk.asked = []
  clerk.end = async () => {}
})
afterEach(() => vi.useRealTimers())

/** The app of this person with a way out; `request` may stand in for the api's answer to it. */
async function open(person: TestPerson, answer?: () => Promise<never>) {
  const client = apiClient(person.id)
  const request: Client['request'] = (method, path, options) => {
    if (path !== '/me/sign-out') return client.request(method, path, options)
    clerk.asked.push(`${method} ${path} ${options?.timeoutMs}`)
    return answer?.() ?? client.request(method, path, options)
  }
  const queryClient = makeQueryClient()
  const makeClient = () => ({ ...client, request })
  render(
    <QueryClientProvider client={queryClient}>
      <ClerkSession makeClient={makeClient}>
        <WayOut />
      </ClerkSession>
    </QueryClientProvider>,
  )
  await screen.findByText(person.name)
  localStorage.setItem('worksmart.draft.p1', '2h #dev')
  return { queryClient }
}

function WayOut() {
  const { me, signOut: leave } = useSession()
  return (
    <button type="button" onClick={leave}>
      {me.name}
    </button>
  )
}

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))

test('signing out tells the api, then Clerk, and leaves nothing on the device', async () => {
  const { member } = await aTeam()
  const { queryClient } = await open(member)
  expect(localStorage.getItem('worksmart.me')).not.toBeNull()
  await press(member.name)
  expect(await screen.findByLabelText('E-mail')).toBeDefined()
  expect(clerk.asked).toEqual(['POST /me/sign-out 2000', 'clerk'])
  expect(Object.keys(localStorage)).toEqual([])
  expect(queryClient.getQueryCache().getAll()).toEqual([])
})

test.each([
  ['refuses', () => Promise.reject(new ApiProblem({ status: 401, code: 'session.ended' }))],
  ['is away', () => Promise.reject(new Unreachable('POST /me/sign-out'))],
])('an api that %s keeps nobody in', async (_what, answer) => {
  const { member } = await aTeam()
  await open(member, answer)
  await press(member.name)
  expect(await screen.findByLabelText('E-mail')).toBeDefined()
  expect(clerk.asked.at(-1)).toBe('clerk')
  expect(Object.keys(localStorage)).toEqual([])
})

test('an api that never answers costs two seconds, in which nothing of the person is shown', async () => {
  const { member } = await aTeam()
  await open(member, () => new Promise(() => {}))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  act(() => screen.getByRole('button', { name: member.name }).click())
  expect(screen.getByRole('heading').textContent).toBe('Signing out')
  expect(screen.queryByText(member.name)).toBeNull()
  expect(Object.keys(localStorage)).toEqual([])
  await act(() => vi.advanceTimersByTimeAsync(1_999))
  expect(clerk.asked).not.toContain('clerk')
  await act(() => vi.advanceTimersByTimeAsync(1))
  expect(clerk.asked).toContain('clerk')
  expect(screen.getByLabelText('E-mail')).toBeDefined()
})

test.each([
  ['fails', () => Promise.reject(new Error('away'))],
  ['never answers', () => new Promise<void>(() => {})],
])('a Clerk that %s leaves no screen of the person, and the way out once more', async (_, end) => {
  const { member } = await aTeam()
  await open(member)
  clerk.end = end
  // What the api says to every token of a session that has ended.
  await setFault(member.id, { kind: 'problem', path: '/me', status: 401, code: 'session.ended' })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
  act(() => screen.getByRole('button', { name: member.name }).click())
  await act(() => vi.advanceTimersByTimeAsync(12_000))
  vi.useRealTimers()
  expect((await screen.findByRole('heading')).textContent).toBe('Sign in again')
  clerk.end = async () => {}
  await press('Sign out')
  expect(await screen.findByLabelText('E-mail')).toBeDefined()
})
