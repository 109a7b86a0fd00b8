import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { AiFeature } from '@worksmart/types/ai'
import type { Me, User } from '@worksmart/types/users'
import type { Workspace } from '@worksmart/types/workspaces'
import { type Client, etagOf } from './client.ts'

/** The workspace and which kinds of AI help are on in it. */
export const workspace = (client: Client) =>
  queryOptions({
    queryKey: ['workspace'],
    queryFn: ({ signal }) => client.request<Workspace>('GET', '/workspace', { signal }),
    staleTime: 0,
  })

/** Switches one kind of help for everyone; admins only. */
export async function switchFeature(
  client: Client,
  queryClient: QueryClient,
  base: Workspace,
  feature: AiFeature,
  isOn: boolean,
): Promise<void> {
  const saved = await client.request<Workspace>('PATCH', '/workspace', {
    body: { ai: { [feature]: isOn } },
    ifMatch: etagOf(base),
  })
  queryClient.setQueryData(['workspace'], saved)
  await renew(queryClient)
}

/** Switches all AI help for oneself. */
export async function switchOwn(
  client: Client,
  queryClient: QueryClient,
  me: Me,
  isOn: boolean,
): Promise<void> {
  await client.request<User>('PATCH', `/users/${me.id}`, {
    body: { aiEnabled: isOn },
    ifMatch: etagOf(me),
  })
  await renew(queryClient)
}

// Which help is on stands in the profile, and every place that helps looks there.
async function renew(queryClient: QueryClient): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['me'] }),
    queryClient.invalidateQueries({ queryKey: ['anomalies'] }),
    queryClient.invalidateQueries({ queryKey: ['search'] }),
  ])
}
