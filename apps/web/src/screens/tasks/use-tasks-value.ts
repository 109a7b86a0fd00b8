import { useQuery } from '@tanstack/react-query'
import type { Project } from '@worksmart/types/projects'
import type { Task } from '@worksmart/types/tasks'
import type { User } from '@worksmart/types/users'
import { type RefObject, useMemo } from 'react'
import { projectList } from '../../api/project-list.ts'
import { people as peopleList } from '../../api/users.ts'
import { useSession } from '../../session/session.tsx'
import { useToday } from '../today/use-today.ts'
import type { TasksContext } from './tasks-context.tsx'
import { useTaskActions } from './use-task-actions.ts'

const noProjects: readonly Project[] = []
const noPeople: readonly User[] = []

/** Gathers what rows and cards share. They are drawn again when this changes, so it changes rarely. */
export function useTasksValue(
  rows: RefObject<readonly Task[]>,
  onOpen: (task: Task) => void,
): TasksContext & { projects: readonly Project[]; people: readonly User[] } {
  const { client, me } = useSession()
  const today = useToday(me.timeZone)
  const projects = useQuery(projectList(client)).data ?? noProjects
  const people = useQuery(peopleList(client)).data ?? noPeople
  const actions = useTaskActions(rows)

  return useMemo(() => {
    const projectById = new Map(projects.map((project) => [project.id, project]))
    const personById = new Map(people.map((person) => [person.id, person.name]))
    return {
      me,
      today,
      projects,
      people,
      openProjects: projects.filter(({ status }) => status !== 'archived'),
      assignable: me.role === 'member' ? [me] : people,
      projectOf: (id) => projectById.get(id) ?? null,
      nameOf: (id) =>
        id === null ? null : (personById.get(id) ?? (id === me.id ? me.name : 'Someone')),
      actions,
      onOpen,
    }
  }, [me, today, projects, people, actions, onOpen])
}
