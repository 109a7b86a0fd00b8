import { useMatches, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useCleanAddress } from '../../components/use-clean-address.ts'
import { type TasksSearch, tasksSearch } from '../../lib/tasks-search.ts'
import { Tasks } from './tasks.tsx'

/** Tasks at `/tasks`, and one of them in the drawer at `/t/WEB-142`. */
export function TasksScreen() {
  const navigate = useNavigate()
  const openRef = useMatches({ select: openRefOf })
  const text = useMatches({ select: (matches) => JSON.stringify(matches.at(-1)?.search ?? {}) })
  const raw = useMemo(() => JSON.parse(text), [text])
  const search = useMemo(() => tasksSearch(raw), [raw])

  const go = useCallback(
    (ref: string | null, next: TasksSearch, isReplacing = false) => {
      // Opening and closing happens over the list, which must not jump to its top.
      const how = { search: next, resetScroll: false, replace: isReplacing }
      void (ref === null
        ? navigate({ to: '/tasks', ...how })
        : navigate({ to: '/t/$ref', params: { ref }, ...how }))
    },
    [navigate],
  )
  useCleanAddress(raw, search, () => go(openRef, search, true))

  return (
    <Tasks
      search={search}
      openRef={openRef}
      onSearch={(next) => go(openRef, next)}
      onOpenRef={(ref, isReplacing) => go(ref, search, isReplacing)}
    />
  )
}

function openRefOf(matches: readonly { params: object }[]): string | null {
  const params = matches.at(-1)?.params ?? {}
  return 'ref' in params && typeof params.ref === 'string' ? params.ref : null
}
