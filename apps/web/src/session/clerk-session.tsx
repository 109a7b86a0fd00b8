import { ClerkProvider, useAuth, useClerk, useOrganizationList } from '@clerk/react'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from '@worksmart/ui/button.tsx'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { ClerkForm } from '../screens/sign-in/clerk-form.tsx'
import { ClerkUnreachable } from '../screens/sign-in/clerk-unreachable.tsx'
import { SignInFrame } from '../screens/sign-in/sign-in-frame.tsx'
import { allowClerkScript } from './allow-clerk-script.ts'
import { endSession } from './leave.ts'
import type { AppSessionProps } from './local.tsx'
import { forgetPerson } from './remembered.ts'
import { SignedIn } from './signed-in.tsx'

allowClerkScript(import.meta.env.VITE_CLERK_PUBLISHABLE_KEY)

/** Clerk's script comes from its own host; when that is blocked or down, nothing ever says so. */
const patienceMs = 10_000

/** Sign-in by Clerk's headless hooks and our own forms, so that the content policy stays strict. */
export function ClerkSession(props: AppSessionProps) {
  return (
    <ClerkProvider publishableKey={import.meta.env.VITE_CLERK_PUBLISHABLE_KEY} telemetry={false}>
      <Gate {...props} />
    </ClerkProvider>
  )
}

function Gate({ makeClient, children }: AppSessionProps) {
  const { isLoaded, isSignedIn, userId, orgId, getToken } = useAuth()
  const { signOut } = useClerk()
  const queryClient = useQueryClient()
  const isLate = useIsLate(!isLoaded)
  const client = useMemo(
    () => makeClient({ userId: userId ?? null, token: () => getToken() }),
    [makeClient, userId, getToken],
  )
  const [isLeaving, setIsLeaving] = useState(false)
  const leave = useCallback(async () => {
    // First the screens go, so that none writes anything more, then what this device knows, then the
    // session: a failure in between leaves nothing.
    flushSync(() => setIsLeaving(true))
    forgetPerson()
    queryClient.clear()
    await endSession(client, signOut)
    // Where Clerk could not be told, the api has the word: the screen that follows offers the way out
    // again.
    setIsLeaving(false)
  }, [client, queryClient, signOut])

  if (!isLoaded) {
    if (isLate) return <ClerkUnreachable />
    return (
      <SignInFrame heading="Signing in">
        <p>One moment.</p>
      </SignInFrame>
    )
  }
  if (!isSignedIn || !userId) return <ClerkForm />
  if (isLeaving) {
    return (
      <SignInFrame heading="Signing out">
        <p>One moment.</p>
      </SignInFrame>
    )
  }
  if (!orgId) return <ChooseOrganization onLeave={() => void leave()} />
  return (
    <SignedIn
      key={`${userId} ${orgId}`}
      client={client}
      owner={`${userId} ${orgId}`}
      kind="session"
      onChange={() => void leave()}
    >
      {children}
    </SignedIn>
  )
}

/** A session speaks for one organisation at a time; the first one of the person, until they change. */
function ChooseOrganization({ onLeave }: { onLeave: () => void }) {
  const { isLoaded, setActive, userMemberships } = useOrganizationList({ userMemberships: true })
  const first = userMemberships.data?.[0]?.organization.id
  // Clerk keeps which organisation is active; React only follows.
  useEffect(() => {
    if (isLoaded && first) void setActive({ organization: first })
  }, [isLoaded, first, setActive])
  const hasNone = isLoaded && !userMemberships.isLoading && !first
  return (
    <SignInFrame heading={hasNone ? 'No team yet' : 'Signing in'}>
      {hasNone ? (
        <>
          <p>You are signed in, but nobody has added you to a team. Ask an admin of your team.</p>
          <Button onPress={onLeave}>Sign out</Button>
        </>
      ) : (
        <p>One moment.</p>
      )}
    </SignInFrame>
  )
}

function useIsLate(isWaiting: boolean): boolean {
  const [isLate, setIsLate] = useState(false)
  // A clock is outside React.
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => setIsLate(true), patienceMs)
    return () => clearTimeout(timer)
  }, [isWaiting])
  return isLate && isWaiting
}
