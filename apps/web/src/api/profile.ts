import type { QueryClient } from '@tanstack/react-query'
import type { Erasure, Me, User } from '@worksmart/types/users'
import type { Workspace } from '@worksmart/types/workspaces'
import { type Client, etagOf } from './client.ts'
import { afterOwnWrites, noteOwnWrite } from './own-writes.ts'

type Row = { id: string; version: number }

/** Writes one's own name or time zone over that version. Throws what the client throws. */
export async function saveProfile(
  client: Client,
  queryClient: QueryClient,
  base: Row,
  fields: { name?: string; timeZone?: string },
): Promise<void> {
  const version = afterOwnWrites(queryClient, base)
  const saved = await client.request<User>('PATCH', `/users/${base.id}`, {
    body: fields,
    ifMatch: etagOf({ id: base.id, version }),
  })
  noteOwnWrite(queryClient, base.id, version, saved.version ?? version)
  queryClient.setQueryData<Me>(
    ['me'],
    (me) => me && { ...me, ...fields, version: saved.version ?? version },
  )
  for (const queryKey of [['me'], ['users'], ['local-people']]) {
    void queryClient.invalidateQueries({ queryKey })
  }
}

/** Renames the workspace; admins only. Throws what the client throws. */
export async function saveWorkspaceName(
  client: Client,
  queryClient: QueryClient,
  base: Row,
  name: string,
): Promise<void> {
  const version = afterOwnWrites(queryClient, base)
  const saved = await client.request<Workspace>('PATCH', '/workspace', {
    body: { name },
    ifMatch: etagOf({ id: base.id, version }),
  })
  noteOwnWrite(queryClient, base.id, version, saved.version)
  queryClient.setQueryData<Workspace>(['workspace'], saved)
  queryClient.setQueryData<Me>(
    ['me'],
    (me) => me && { ...me, workspace: { ...me.workspace, name: saved.name } },
  )
  void queryClient.invalidateQueries({ queryKey: ['me'] })
}

// Everything of a person may be a lot, and giving up half-way would help nobody.
const exportTimeoutMs = 10 * 60_000

/** Everything of the caller as JSON; the address of each file in it is good for an hour. */
export function downloadEverything(client: Client): Promise<Blob> {
  return client.answerTo('GET', '/me/export', { timeoutMs: exportTimeoutMs }, (answer) =>
    answer.blob(),
  )
}

/** Asks for the erasure of one's own data; from then on the caller is nobody here. */
export function eraseMe(client: Client): Promise<Erasure> {
  return client.request<Erasure>('DELETE', '/me')
}
