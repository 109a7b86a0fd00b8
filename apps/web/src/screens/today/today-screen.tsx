import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { OutboxProvider, useMaybeOutbox } from '../../api/outbox-provider.tsx'
import { keepSnapshot, restoreSnapshot } from '../../api/snapshot.ts'
import { useReportSync } from '../../components/sync-status.tsx'
import { useSession } from '../../session/session.tsx'
import { reportCounts } from './report-counts.ts'
import { Today } from './today.tsx'

const route = getRouteApi('/today')

/** Today at its address, warm from the last visit. */
export function TodayScreen() {
  const { client, me } = useSession()
  const queryClient = useQueryClient()
  const report = useReportSync()
  const hasOutbox = useMaybeOutbox() !== null
  const [onCounts] = useState(() => reportCounts(report))
  // Before the first query reads the cache, so that its first paint has rows.
  useState(() => restoreSnapshot(queryClient, me.id, localStorage))

  // Storage is outside React; the next visit paints from what is kept here.
  useEffect(() => keepSnapshot(queryClient, me.id, localStorage), [queryClient, me.id])

  const screen = <Connected />
  return hasOutbox ? (
    screen
  ) : (
    <OutboxProvider client={client} userId={me.id} onCounts={onCounts}>
      {screen}
    </OutboxProvider>
  )
}

function Connected() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  return <Today search={search} onSearch={(next) => void navigate({ search: next })} />
}
