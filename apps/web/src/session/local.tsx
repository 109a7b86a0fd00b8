import { useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import type { MakeClient } from '../api/client.ts'
import { followOtherTabs, forgetPerson, rememberedPerson, rememberPerson } from './remembered.ts'
import { SignedIn } from './signed-in.tsx'

// Most visits start with a remembered person, and never need this.
const ChoosePerson = lazy(() =>
  import('../screens/sign-in/choose-person.tsx').then((m) => ({ default: m.ChoosePerson })),
)

/** Between two people, for one synchronous render. */
const leaving = Symbol('leaving')

export type AppSessionProps = {
  makeClient: MakeClient
  children: ReactNode
}

/** Identity without sign-in, for one machine: a person is chosen and remembered. */
export function AppSession({ makeClient, children }: AppSessionProps) {
  const queryClient = useQueryClient()
  const [personId, setPersonId] = useState<string | null | typeof leaving>(rememberedPerson)
  const userId = typeof personId === 'string' ? personId : null
  const client = useMemo(() => makeClient({ userId }), [makeClient, userId])

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
        <SignedIn key={personId} client={client} owner={personId} kind="person" onChange={change}>
          {children}
        </SignedIn>
      )}
    </Suspense>
  )
}
