import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Me } from '@worksmart/types/users'
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { ApiProblem, type Client } from '../api/client.ts'
import { me } from '../api/users.ts'
import {
  followOtherTabs,
  forgetPerson,
  rememberedMe,
  rememberedPerson,
  rememberMe,
  rememberPerson,
} from './remembered.ts'
import { type Session, SessionProvider } from './session.tsx'

// Most visits start with a remembered person, and never need these.
const ChoosePerson = lazy(() =>
  import('../screens/sign-in/choose-person.tsx').then((m) => ({ default: m.ChoosePerson })),
)
const SignInTrouble = lazy(() =>
  import('../screens/sign-in/sign-in-trouble.tsx').then((m) => ({ default: m.SignInTrouble })),
)

/** Between two people, for one synchronous render. */
const leaving = Symbol('leaving')

export type LocalSessionProps = {
  makeClient: (userId: string | null) => Client
  children: ReactNode
}

/** Identity without sign-in, for one machine: a person is chosen and remembered. */
export function LocalSession({ makeClient, children }: LocalSessionProps) {
  const queryClient = useQueryClient()
  const [personId, setPersonId] = useState<string | null | typeof leaving>(rememberedPerson)
  const userId = typeof personId === 'string' ? personId : null
  const client = useMemo(() => makeClient(userId), [makeClient, userId])

  const show = useCallback(
    (id: string | null, prepare: () => void) => {
      // The next person must not see a row of the one before, not even for a frame: first the
      // screens go, then what they knew, then the next person comes.
      flushSync(() => setPersonId(leaving))
      prepare()
      queryClient.clear()
      setPersonId(id)
    },
    [queryClient],
  )
  // Its identity goes into the session, which every screen reads.
  const change = useCallback(
    (id: string | null) =>
      show(id, () => {
        forgetPerson()
        if (id !== null) rememberPerson(id)
      }),
    [show],
  )
  // Storage is outside React. What the other tab has just written there must stay.
  useEffect(
    () =>
      followOtherTabs((id) => {
        if (id !== userId) show(id, () => {})
      }),
    [show, userId],
  )

  if (personId === leaving) return null
  return (
    <Suspense>
      {personId === null ? (
        <ChoosePerson client={client} onChoose={change} />
      ) : (
        <SignedIn key={personId} client={client} personId={personId} onChange={change}>
          {children}
        </SignedIn>
      )}
    </Suspense>
  )
}

type SignedInProps = {
  client: Client
  personId: string
  onChange: (id: string | null) => void
  children: ReactNode
}

function SignedIn({ client, personId, onChange, children }: SignedInProps) {
  const [known] = useState(() => rememberedMe(personId))
  const { data, error, refetch } = useQuery({
    ...me(client),
    // Painted at once and asked for again: the answer may say that this person is gone.
    ...(known ? { initialData: known, initialDataUpdatedAt: 0 } : {}),
  })
  const isRefused = error instanceof ApiProblem && error.status === 401

  // Storage is outside React: the next start paints from what the last answer said.
  useEffect(() => {
    if (data) rememberMe(data)
  }, [data])

  if (isRefused || (error && !data)) {
    return (
      <SignInTrouble
        error={error}
        onRetry={() => void refetch()}
        onChooseAgain={() => onChange(null)}
      />
    )
  }
  if (!data) return null
  return (
    <Ready client={client} me={data} onChange={onChange}>
      {children}
    </Ready>
  )
}

type ReadyProps = Pick<SignedInProps, 'client' | 'onChange' | 'children'> & { me: Me }

function Ready({ client, me: person, onChange, children }: ReadyProps) {
  const session = useMemo<Session>(
    () => ({
      client,
      me: person,
      signOut: () => onChange(null),
      switchPerson: (id) => onChange(id),
    }),
    [client, person, onChange],
  )
  return <SessionProvider session={session}>{children}</SessionProvider>
}
