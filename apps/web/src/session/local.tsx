import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Me } from '@worksmart/types/users'
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { ApiProblem, type Client } from '../api/client.ts'
import { me } from '../api/users.ts'
import { ChoosePerson } from '../screens/sign-in/choose-person.tsx'
import { SignInTrouble } from '../screens/sign-in/sign-in-trouble.tsx'
import {
  forgetPerson,
  rememberedMe,
  rememberedPerson,
  rememberMe,
  rememberPerson,
} from './remembered.ts'
import { type Session, SessionProvider } from './session.tsx'

export type LocalSessionProps = {
  makeClient: (userId: string | null) => Client
  /** Removes what other parts keep on this device about a person; called on every change. */
  clearCaches: () => Promise<void>
  children: ReactNode
}

/** Identity without sign-in, for one machine: a person is chosen and remembered. */
export function LocalSession({ makeClient, clearCaches, children }: LocalSessionProps) {
  const queryClient = useQueryClient()
  const [personId, setPersonId] = useState(rememberedPerson)
  const [isChanging, setIsChanging] = useState(false)
  const client = useMemo(() => makeClient(personId), [makeClient, personId])

  // Its identity goes into the session, which every screen reads.
  const change = useCallback(
    (id: string | null) => {
      forgetPerson()
      if (id !== null) rememberPerson(id)
      // The next person must not see a row of the one before: nothing is shown until all is gone.
      setIsChanging(true)
      void clearCaches().finally(() => {
        queryClient.clear()
        setPersonId(id)
        setIsChanging(false)
      })
    },
    [clearCaches, queryClient],
  )

  if (isChanging) return null
  if (personId === null) return <ChoosePerson client={client} onChoose={change} />
  return (
    <SignedIn key={personId} client={client} personId={personId} onChange={change}>
      {children}
    </SignedIn>
  )
}

type SignedInProps = {
  client: Client
  personId: string
  onChange: (id: string | null) => void
  children: ReactNode
}

function SignedIn({ client, personId, onChange, children }: SignedInProps) {
  const [snapshot] = useState(() => rememberedMe(personId))
  const { data, error, refetch } = useQuery({
    ...me(client),
    // Painted at once and asked for again: the answer may say that this person is gone.
    ...(snapshot ? { initialData: snapshot, initialDataUpdatedAt: 0 } : {}),
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
