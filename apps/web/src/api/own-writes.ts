import type { QueryClient } from '@tanstack/react-query'

// Which version each own write made out of which. It stands in the cache, so that it ends with it.
const keyOf = (id: string) => ['own-writes', id]
type OwnWrites = Record<number, number>

/** Notes that this device's own write made version `to` of the row out of version `from`. */
export function noteOwnWrite(queryClient: QueryClient, id: string, from: number, to: number): void {
  queryClient.setQueryData<OwnWrites>(keyOf(id), (known) => ({ ...known, [from]: to }))
}

/**
 * The version to write over: a write that was decided on before one's own last write was answered
 * counts as decided after it, while a colleague's write in between is still a 412.
 */
export function afterOwnWrites(
  queryClient: QueryClient,
  { id, version }: { id: string; version: number },
): number {
  const own = queryClient.getQueryData<OwnWrites>(keyOf(id)) ?? {}
  let latest = version
  for (let next = own[latest]; next !== undefined; next = own[latest]) latest = next
  return latest
}
