import { queryOptions } from '@tanstack/react-query'
import type { LocalPeople, Me, User, UserPage } from '@worksmart/types/users'
import { allPages } from './all-pages.ts'
import type { Client } from './client.ts'

/** The caller: role, workspace, time zone, mode. */
export const me = (client: Client) =>
  queryOptions({
    queryKey: ['me'],
    queryFn: ({ signal }) => client.request<Me>('GET', '/me', { signal }),
  })

/** Everyone in the workspace; members get names and roles only. */
export const people = (client: Client) =>
  queryOptions({
    queryKey: ['users'],
    queryFn: ({ signal }): Promise<User[]> =>
      allPages((cursor) =>
        client.request<UserPage>('GET', '/users', { query: { limit: 100, cursor }, signal }),
      ),
    staleTime: 60_000,
  })

/** Whom local mode lets one choose. Not there in production: 404. */
export const localPeople = (client: Client) =>
  queryOptions({
    queryKey: ['local-people'],
    queryFn: ({ signal }) => client.request<LocalPeople>('GET', '/local/people', { signal }),
    staleTime: 0,
  })
