import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { DirectoryTask } from '@worksmart/types/grammar/directory'
import { useCallback, useMemo, useState } from 'react'
import { openTasks } from '../../api/open-tasks.ts'
import { isRoleAllowed } from '../../api/rights.ts'
import { useWhenIdle } from '../../components/use-when-idle.ts'
import { useSession } from '../../session/session.tsx'
import { useTodayContext } from './today-context.tsx'

const none: readonly DirectoryTask[] = []

/** What the bar can complete and create. `recentTasks` are the ids of tasks of the last 30 days. */
export function useBarDirectory(recentTasks: ReadonlySet<string>) {
  const { client, me } = useSession()
  const queryClient = useQueryClient()
  const { projects } = useTodayContext()
  const [isIdle, setIsIdle] = useState(false)
  // Tasks and rights may wait, the first row may not.
  useWhenIdle(useCallback(() => setIsIdle(true), []))
  const tasks = useQuery({ ...openTasks(client), enabled: isIdle }).data
  const canCreate = useQuery({ ...isRoleAllowed(me.role, 'projects.add'), enabled: isIdle }).data
  const directory = useMemo(
    () => projects.map((project) => ({ ...project, archived: project.status === 'archived' })),
    [projects],
  )
  const directoryTasks = useMemo(() => {
    const keys = new Map(projects.map(({ id, key }) => [id, key]))
    return tasks?.flatMap(({ id, projectId, number, title }): DirectoryTask[] => {
      const projectKey = keys.get(projectId)
      if (projectKey === undefined) return []
      return [{ id, projectId, projectKey, number, title, recent: recentTasks.has(id) }]
    })
  }, [projects, tasks, recentTasks])

  return {
    projects: directory,
    tasks: directoryTasks ?? none,
    ...(canCreate
      ? {
          canCreateProject: true,
          // Rare enough to load at the press; the first screen should not wait for it.
          onCreateProject: async (name: string) => {
            const { createProjectNamed } = await import('../../api/project-mutations.ts')
            return (await createProjectNamed(client, queryClient, name)).id
          },
        }
      : {}),
  }
}
