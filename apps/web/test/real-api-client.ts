import type { Document } from '@worksmart/types/documents'
import type { ErrorCode } from '@worksmart/types/error-codes'
import type { Role } from '@worksmart/types/roles'
import { inject } from 'vitest'
import { type Client, createClient } from '../src/api/client.ts'
import { checkContract } from '../src/api/contract-check.ts'

export type NewPerson = { name: string; role: Role; timeZone?: string }
export type TestPerson = NewPerson & { id: string; email: string; workspaceId: string }

/** What the door does for one person, for addresses that start with `path` (all when absent). */
export type Fault =
  | { kind: 'refuse'; path?: string }
  | {
      kind: 'problem'
      path?: string
      status: number
      code: ErrorCode
      retryAfterSeconds?: number
    }

/** A client of the real api; every answer is compared with its contract. */
export function apiClient(userId: string | null): Client {
  return createClient({ userId, baseUrl: inject('apiUrl'), inspect: checkContract })
}

/** A workspace of its own with an admin, a manager and a member. */
export async function aTeam(): Promise<{
  admin: TestPerson
  manager: TestPerson
  member: TestPerson
}> {
  const people: NewPerson[] = [
    { name: 'Ana Lima', role: 'admin' },
    { name: 'Marco Rossi', role: 'manager' },
    { name: 'Mia Chen', role: 'member' },
  ]
  const made = (await tell('/test/workspaces', people)) as TestPerson[]
  const [admin, manager, member] = made
  if (!admin || !manager || !member) throw new Error('The test door made no team')
  return { admin, manager, member }
}

/** Lets the api fail for one person until it is called with null. */
export async function setFault(userId: string, fault: Fault | null): Promise<void> {
  await tell('/test/faults', { userId, fault })
}

/** Brings the search index up to every write so far; the product does so every two seconds. */
export async function indexNow(): Promise<void> {
  await tell('/test/index', null)
}

/** What a virus scan would do to a document; there is none here. */
export async function setDocumentStatus(id: string, status: Document['status']): Promise<void> {
  await tell('/test/document-status', { id, status })
}

async function tell(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${inject('apiUrl')}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  return response.json()
}
