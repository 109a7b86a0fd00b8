// Stands in for the sign-in of a build that tests sign in to with tokens of their own:
// WORKSMART_SESSION names this file, so no ordinary build contains it.

import { useMemo } from 'react'
import type { AppSessionProps } from '../src/session/local.tsx'
import { SignedIn } from '../src/session/signed-in.tsx'

const key = 'worksmart-test-token'

/** Takes the session token that the test left in `sessionStorage` under `worksmart-test-token`. */
export function AppSession({ makeClient, children }: AppSessionProps) {
  const client = useMemo(
    () => makeClient({ userId: null, token: async () => sessionStorage.getItem(key) }),
    [makeClient],
  )
  return (
    <SignedIn
      client={client}
      owner="token"
      kind="session"
      onChange={() => {
        sessionStorage.removeItem(key)
        location.reload()
      }}
    >
      {children}
    </SignedIn>
  )
}
