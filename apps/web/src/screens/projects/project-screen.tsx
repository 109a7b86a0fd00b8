import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ProjectWithFacts } from '@worksmart/types/projects'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { projectByKey } from '../../api/projects.ts'
import { HistoryList } from '../../components/history-list.tsx'
import { usePageTitle } from '../../components/page-title.tsx'
import { Surface } from '../../components/surface.tsx'
import { projectPageSearch } from '../../lib/projects-search.ts'
import { useSession } from '../../session/session.tsx'
import { DocumentsPart } from '../documents/documents-part.tsx'
import { ProjectHeader } from './project-header.tsx'
import { ProjectOverview } from './project-overview.tsx'
import { ProjectTabs } from './project-tabs.tsx'
import { ProjectTasks } from './project-tasks.tsx'
import { ProjectTime } from './project-time.tsx'

const route = getRouteApi('/projects/$key')

/** One project at the address of its key. */
export function ProjectScreen() {
  const { client } = useSession()
  const queryClient = useQueryClient()
  const key = route.useParams({ select: (params) => params.key.toUpperCase() })
  const { tab = 'overview' } = projectPageSearch(route.useSearch())
  const query = useQuery({
    ...projectByKey(client, key),
    // The table has just shown it, so its page can stand before the answer arrives.
    placeholderData: () =>
      queryClient
        .getQueryData<ProjectWithFacts[]>(['projects'])
        ?.find((project) => project.key === key),
  })
  usePageTitle(query.data?.name ?? null)

  return (
    <Surface name="this project" query={query} skeleton={<Skeleton shape="block" height={280} />}>
      {(project) => (
        <>
          <ProjectHeader key={project.id} project={project} />
          <ProjectTabs projectKey={project.key} tab={tab} />
          {tab === 'overview' && <ProjectOverview project={project} />}
          {tab === 'tasks' && <ProjectTasks project={project} />}
          {tab === 'time' && <ProjectTime project={project} />}
          {tab === 'documents' && <DocumentsPart project={project} />}
          {tab === 'history' && <HistoryList type="projects" id={project.id} name={project.name} />}
        </>
      )}
    </Surface>
  )
}
