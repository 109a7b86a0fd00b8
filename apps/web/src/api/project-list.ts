import { queryOptions } from '@tanstack/react-query'
import type { ProjectPage, ProjectWithFacts } from '@worksmart/types/projects'
import { allPages } from './all-pages.ts'
import type { Client } from './client.ts'

/** Every project that is visible, archived ones included: the bar has to know their names too. */
export const projectList = (client: Client) =>
  queryOptions({
    queryKey: ['projects'],
    queryFn: ({ signal }): Promise<ProjectWithFacts[]> =>
      allPages((cursor) =>
        client.request<ProjectPage>('GET', '/projects', { query: { limit: 100, cursor }, signal }),
      ),
    staleTime: 60_000,
  })
