// Stands in for `local.tsx` in a build for sign-in by Clerk; see `vite.config.ts`. Clerk's library
// comes in a chunk of its own, after the page has said that it is there.

import { lazy, Suspense } from 'react'
import { SignInFrame } from '../screens/sign-in/sign-in-frame.tsx'
import type { AppSessionProps } from './local.tsx'

const ClerkSession = lazy(() =>
  import('./clerk-session.tsx').then((m) => ({ default: m.ClerkSession })),
)

export function AppSession(props: AppSessionProps) {
  return (
    <Suspense
      fallback={
        <SignInFrame heading="Signing in">
          <p>One moment.</p>
        </SignInFrame>
      }
    >
      <ClerkSession {...props} />
    </Suspense>
  )
}
