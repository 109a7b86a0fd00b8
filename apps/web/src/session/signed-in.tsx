import { useQuery } from '@tanstack/react-query'
import type { Me } from '@worksmart/types/users'
import { lazy, type ReactNode, useEffect, useMemo, useState } from 'react'
import { ApiProblem, type Client } from '../api/client.ts'
import { me } from '../api/users.ts'
import { rememberedMe, rememberMe } from './remembered.ts'
import { type Session, SessionProvider } from './session.tsx'

// Most visits end with a profile, and never need this.
const SignInTrouble = lazy(() =>
  import('../screens/sign-in/sign-in-trouble.tsx').then((m) => ({ default: m.SignInTrouble })),
)

export type SignedInProps = {
  client: Client
  /** Whose profile this device may remember: a person's id here, or the session's owner. */
  owner: string
  /** A chosen person of local mode, or a session that was signed in to. */
  kind: 'person' | 'session'
  /** Null signs out. */
  onChange: (id: string | null) => void
  children: ReactNode
}

/** Loads the profile of whom the client speaks for, and opens the app for them. */
export function SignedIn({ client, owner, kind, onChange, children }: SignedInProps) {
  const [known] = useState(() => rememberedMe(owner))
  const { data, error, refetch } = useQuery({
    ...me(client),
    // Painted at once and asked for again: the answer may say that this person is gone.
    ...(known ? { initialData: known, initialDataUpdatedAt: 0 } : {}),
  })
  // 401 is nobody, 403 somebody who was deactivated: neither sees what the device remembers.
  const isRefused = error instanceof ApiProblem && [401, 403].includes(error.status)

  // Storage is outside React: the next start paints from what the last answer said.
  useEffect(() => {
    if (data) rememberMe(owner, data)
  }, [owner, data])

  if (isRefused || (error && !data)) {
    return (
      <SignInTrouble
        error={error}
        kind={kind}
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
