import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Role } from '@worksmart/types/roles'
import type { Erasure, NewUser, User, UserPage } from '@worksmart/types/users'
import { newId } from '../lib/uuid.ts'
import { allPages } from './all-pages.ts'
import { ApiProblem, type Client, etagOf } from './client.ts'
import { afterOwnWrites, noteOwnWrite } from './own-writes.ts'
import { people } from './users.ts'

/**
 * Whom the Team screen shows to this role. A member is not told who was deactivated, so they are
 * asked for the active people alone.
 */
export const team = (client: Client, role: Role) =>
  role === 'member'
    ? queryOptions({
        queryKey: ['users', 'active'],
        queryFn: ({ signal }): Promise<User[]> =>
          allPages((cursor) =>
            client.request<UserPage>('GET', '/users', {
              query: { limit: 100, active: true, cursor },
              signal,
            }),
          ),
      })
    : people(client)

/** What an admin may change of a colleague. */
export type PersonFields = { role?: Role; active?: boolean }

/** `base` is the version that the admin was looking at. */
export type PersonEdit = { base: User; fields: PersonFields }

/** Adds an active colleague; admins only. The row's id is also the idempotency key. */
export async function addPerson(
  client: Client,
  queryClient: QueryClient,
  fields: Pick<NewUser, 'name' | 'email' | 'role'>,
): Promise<User> {
  const id = newId()
  const person = await client.request<User>('POST', '/users', {
    body: { id, ...fields } satisfies NewUser,
    idempotencyKey: id,
  })
  await queryClient.cancelQueries({ queryKey: ['users'] })
  queryClient.setQueryData<User[]>(['users'], (list) => list && [...list, person])
  void renewPeople(queryClient)
  return person
}

/**
 * Changes role or access. A role is shown at once and taken back when the api refuses; access waits
 * for the answer, because the row may leave the screen with it.
 */
export function useEditPerson(client: Client, id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    scope: { id: `person-${id}` },
    mutationFn: ({ base, fields }: PersonEdit) =>
      client.request<User>('PATCH', `/users/${id}`, {
        body: fields,
        ifMatch: etagOf({ id, version: afterOwnWrites(queryClient, versioned(base)) }),
      }),
    onMutate: async ({ fields }) => {
      await queryClient.cancelQueries({ queryKey: ['users'] })
      if (fields.active === undefined) applyPerson(queryClient, id, fields)
    },
    onSuccess: (person, { base }) => {
      const { version } = versioned(person)
      noteOwnWrite(queryClient, id, afterOwnWrites(queryClient, versioned(base)), version)
      applyPerson(queryClient, id, person)
    },
    onError: (error, { base, fields }) => {
      const before = currentOf(error) ?? base
      applyPerson(queryClient, id, sameFields(before, fields))
    },
    onSettled: () => renewPeople(queryClient),
  })
}

/** Asks for the erasure of a colleague's data, which switches them off at once; admins only. */
export async function erasePerson(
  client: Client,
  queryClient: QueryClient,
  id: string,
): Promise<Erasure> {
  const erasure = await client.request<Erasure>('DELETE', `/users/${id}/data`)
  applyPerson(queryClient, id, { active: false })
  void renewPeople(queryClient)
  return erasure
}

/** The colleague's row as it is now, from a 412; null from any other failure. */
export function currentOf(error: unknown): User | null {
  const current = error instanceof ApiProblem ? error.current : null
  return typeof current === 'object' && current !== null && 'role' in current
    ? (current as User)
    : null
}

/** The named fields as the row has them; what brings an edited row back. */
export function sameFields(row: User, fields: PersonFields): PersonFields {
  const names = Object.keys(fields) as (keyof PersonFields)[]
  return Object.fromEntries(names.map((name) => [name, row[name]]))
}

// Only an admin sees versions, and only an admin writes.
function versioned({ id, version }: User): { id: string; version: number } {
  if (version === undefined) throw new Error('This role is not told the version of a person.')
  return { id, version }
}

function applyPerson(queryClient: QueryClient, id: string, fields: Partial<User>): void {
  queryClient.setQueryData<User[]>(['users'], (list) =>
    list?.map((person) => (person.id === id ? { ...person, ...fields } : person)),
  )
}

async function renewPeople(queryClient: QueryClient): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['users'] }),
    queryClient.invalidateQueries({ queryKey: ['local-people'] }),
  ])
}
