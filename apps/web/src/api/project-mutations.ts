import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import type { NewProject, Project, ProjectWithFacts } from '@worksmart/types/projects'
import { suggestKey } from '../lib/project-key.ts'
import { newId } from '../lib/uuid.ts'
import { ApiProblem, type Client, etagOf } from './client.ts'
import { afterOwnWrites, noteOwnWrite } from './own-writes.ts'
import { applyProject, renewProject } from './projects.ts'

const noFacts = { minutes: 0, minutesThisWeek: 0, openTasks: 0, lastWorkDate: null }
const keyTries = 3

/** Makes a project. The row's id is also the idempotency key. Throws what the client throws. */
export async function createProject(
  client: Client,
  queryClient: QueryClient,
  fields: Pick<NewProject, 'key' | 'name'>,
): Promise<Project> {
  const id = newId()
  const project = await client.request<Project>('POST', '/projects', {
    body: { id, ...fields } satisfies NewProject,
    idempotencyKey: id,
  })
  await queryClient.cancelQueries({ queryKey: ['projects'] })
  queryClient.setQueryData<ProjectWithFacts[]>(
    ['projects'],
    (list) => list && [{ ...project, facts: noFacts }, ...list],
  )
  void queryClient.invalidateQueries({ queryKey: ['projects'] })
  return project
}

/** The same for a name alone: a key that a colleague has just taken makes way for the next one. */
export async function createProjectNamed(
  client: Client,
  queryClient: QueryClient,
  name: string,
): Promise<Project> {
  const taken = new Set(
    queryClient.getQueryData<ProjectWithFacts[]>(['projects'])?.map(({ key }) => key),
  )
  for (let tries = 1; ; tries++) {
    const key = suggestKey(name, taken)
    try {
      return await createProject(client, queryClient, { key, name })
    } catch (error) {
      if (!isKeyTaken(error) || tries === keyTries) throw error
      taken.add(key)
    }
  }
}

export function isKeyTaken(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'project.key_taken'
}

/** The soft delete of an empty project; one with tasks or time is a 409 `project.not_empty`. */
export async function deleteProject(
  client: Client,
  queryClient: QueryClient,
  project: Project,
): Promise<void> {
  await client.request<void>('DELETE', `/projects/${project.id}`, { ifMatch: etagOf(project) })
  await queryClient.cancelQueries({ queryKey: ['projects'] })
  queryClient.setQueryData<ProjectWithFacts[]>(['projects'], (list) =>
    list?.filter(({ id }) => id !== project.id),
  )
  queryClient.removeQueries({ queryKey: ['project', project.key] })
  void queryClient.invalidateQueries({ queryKey: ['deleted-projects'] })
}

export async function restoreProject(
  client: Client,
  queryClient: QueryClient,
  id: string,
): Promise<Project> {
  const project = await client.request<Project>('POST', `/projects/${id}/restore`)
  await Promise.all([
    renewProject(queryClient, id),
    queryClient.invalidateQueries({ queryKey: ['deleted-projects'] }),
  ])
  return project
}

export type ProjectFields = Partial<Omit<Project, 'id' | 'createdAt' | 'updatedAt' | 'version'>>

/** `base` is the version that the person was looking at when they decided. */
export type ProjectEdit = { base: Project; fields: ProjectFields }

/**
 * Changes a project: shown at once, taken back when the api refuses. The writes of one project go
 * out one after the other, and a write that was decided on before one's own last write was answered
 * counts as decided after it; a colleague's write in between is still a 412.
 */
export function useEditProject(client: Client, id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    scope: { id: `project-${id}` },
    mutationFn: ({ base, fields }: ProjectEdit) =>
      client.request<Project>('PATCH', `/projects/${id}`, {
        body: fields,
        ifMatch: etagOf({ id, version: afterOwnWrites(queryClient, base) }),
      }),
    onMutate: async ({ fields }) => {
      await queryClient.cancelQueries({ queryKey: ['projects'] })
      await queryClient.cancelQueries({ queryKey: ['project'] })
      applyProject(queryClient, id, fields)
    },
    onSuccess: (project, { base }) => {
      noteOwnWrite(queryClient, id, afterOwnWrites(queryClient, base), project.version)
      applyProject(queryClient, id, project)
    },
    onError: (error, { base, fields }) => {
      const before = error instanceof ApiProblem && isProject(error.current) ? error.current : base
      applyProject(queryClient, id, sameFields(before, fields))
    },
    onSettled: () => renewProject(queryClient, id),
  })
}

/** The named fields as the row has them; what brings an edited row back. */
export function sameFields(row: Project, fields: ProjectFields): ProjectFields {
  const names = Object.keys(fields) as (keyof ProjectFields)[]
  return Object.fromEntries(names.map((name) => [name, row[name]]))
}

export function isProject(value: unknown): value is Project {
  return typeof value === 'object' && value !== null && 'key' in value && 'version' in value
}
