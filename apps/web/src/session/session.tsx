import type { Me } from '@worksmart/types/users'
import { createContext, type ReactNode, use } from 'react'
import type { Client } from '../api/client.ts'

export type Session = {
  client: Client
  me: Me
  signOut(): void
  switchPerson(id: string): void
}

const SessionContext = createContext<Session | null>(null)

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

/** Who is signed in, and the client that speaks for them. Only below `SessionProvider`. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('useSession needs a SessionProvider above it')
  return session
}
