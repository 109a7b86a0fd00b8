import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type {
  Project,
  ProjectPage,
  ProjectSummary,
  ProjectWithFacts,
} from '@worksmart/types/projects'
import { ApiProblem, type Client } from './client.ts'

const renewMs = 60_000

/** One project by its key, or a 404 as the api words it. */
export const projectByKey = (client: Client, key: string) =>
  queryOptions({
    queryKey: ['project', key] as const,
    queryFn: async ({ signal }): Promise<ProjectWithFacts> => {
      const page = await client.request<ProjectPage>('GET', '/projects', { query: { key }, signal })
      const [project] = page.items
      if (!project) throw new ApiProblem({ status: 404, code: 'project.not_found' })
      return project
    },
    staleTime: 0,
    refetchInterval: renewMs,
  })

/** Where a project stands. Time may be logged anywhere, so it is asked for on every visit. */
export const projectSummary = (client: Client, id: string) =>
  queryOptions({
    queryKey: ['project-summary', id] as const,
    queryFn: ({ signal }) =>
      client.request<ProjectSummary>('GET', `/projects/${id}/summary`, { signal }),
    staleTime: 0,
    refetchInterval: renewMs,
  })

/** The bin, which only admins may restore from; rows stay for a year. */
export const deletedProjects = (client: Client) =>
  infiniteQueryOptions({
    queryKey: ['deleted-projects'],
    queryFn: ({ pageParam, signal }) =>
      client.request<ProjectPage>('GET', '/projects', {
        query: { deleted: true, limit: 50, cursor: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 0,
  })

/** Lays fields over the project wherever it is cached; figures that are not sent stay. */
export function applyProject(queryClient: QueryClient, id: string, fields: Partial<Project>): void {
  const change = (project: ProjectWithFacts) =>
    project.id === id ? { ...project, ...fields } : project
  queryClient.setQueryData<ProjectWithFacts[]>(['projects'], (list) => list?.map(change))
  for (const { queryKey } of queryClient.getQueryCache().findAll({ queryKey: ['project'] })) {
    queryClient.setQueryData<ProjectWithFacts>(queryKey, (project) => project && change(project))
  }
}

/** The project as the caches know it. */
export function findProject(queryClient: QueryClient, id: string): ProjectWithFacts | undefined {
  const pages = queryClient.getQueriesData<ProjectWithFacts>({ queryKey: ['project'] })
  const list = queryClient.getQueryData<ProjectWithFacts[]>(['projects'])
  const known = [...pages.map(([, project]) => project), ...(list ?? [])]
  return known
    .filter((project) => project?.id === id)
    .reduce(
      (newest, project) =>
        project && newest && project.version < newest.version ? newest : project,
      undefined,
    )
}

/** Asks again for everything that shows this project. */
export function renewProject(queryClient: QueryClient, id: string): Promise<unknown> {
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: ['projects'] }),
    queryClient.invalidateQueries({ queryKey: ['project'] }),
    queryClient.invalidateQueries({ queryKey: ['project-summary', id] }),
    queryClient.invalidateQueries({ queryKey: ['history', id] }),
  ])
}
