import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { keepSnapshot, restoreSnapshot } from '../../api/snapshot.ts'
import { useSession } from '../../session/session.tsx'
import { Today } from './today.tsx'

const route = getRouteApi('/today')

/** Today at its address, warm from the last visit. */
export function TodayScreen() {
  const { me } = useSession()
  const queryClient = useQueryClient()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  // Before the first query reads the cache, so that its first paint has rows.
  useState(() => restoreSnapshot(queryClient, me.id, localStorage))

  // Storage is outside React; the next visit paints from what is kept here.
  useEffect(() => keepSnapshot(queryClient, me.id, localStorage), [queryClient, me.id])

  return <Today search={search} onSearch={(next) => void navigate({ search: next })} />
}
