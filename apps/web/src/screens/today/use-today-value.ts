import { useQuery } from '@tanstack/react-query'
import type { Project } from '@worksmart/types/projects'
import { useCallback, useMemo } from 'react'
import { projectList } from '../../api/project-list.ts'
import { tagList } from '../../api/tags.ts'
import { people as peopleList } from '../../api/users.ts'
import { useSession } from '../../session/session.tsx'
import type { TodayContext } from './today-context.tsx'
import { useCheckinActions } from './use-checkin-actions.ts'
import { useToday } from './use-today.ts'

const noProjects: readonly Project[] = []

/** Gathers what the rows share. Rows are drawn again when this changes, so it changes rarely. */
export function useTodayValue(options: {
  isTeam: boolean
  onFocusRow(id: string): void
}): TodayContext {
  const { isTeam, onFocusRow } = options
  const { client, me } = useSession()
  const today = useToday(me.timeZone)
  const projects = useQuery(projectList(client)).data ?? noProjects
  const tagCounts = useQuery(tagList(client)).data
  const people = useQuery({ ...peopleList(client), enabled: me.role !== 'member' }).data

  const tagNames = tagCounts?.map(({ tag }) => tag).join(' ')
  const tags = useMemo(() => (tagNames ? tagNames.split(' ') : []), [tagNames])
  const projectOf = useMemo(() => {
    const byId = new Map(projects.map((project) => [project.id, project]))
    return (id: string | null) => (id === null ? null : (byId.get(id) ?? null))
  }, [projects])
  const nameOf = useMemo(() => {
    const byId = new Map(people?.map((person) => [person.id, person.name]))
    return (id: string) => byId.get(id) ?? (id === me.id ? me.name : 'Someone')
  }, [people, me])
  const projectName = useCallback((id: string | null) => projectOf(id)?.name ?? null, [projectOf])
  const actions = useCheckinActions({ projectName, onFocusRow })

  return useMemo(
    () => ({
      meId: me.id,
      role: me.role,
      timeZone: me.timeZone,
      today,
      isTeam,
      projects,
      tags,
      projectOf,
      nameOf,
      actions,
    }),
    [me, today, isTeam, projects, tags, projectOf, nameOf, actions],
  )
}
