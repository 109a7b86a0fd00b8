import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { isPermitted } from '@worksmart/types/permissions'
import { useState } from 'react'
import { projectList } from '../../api/project-list.ts'
import { people as peopleList } from '../../api/users.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Surface } from '../../components/surface.tsx'
import { useCleanAddress } from '../../components/use-clean-address.ts'
import { useWidth } from '../../components/use-width.ts'
import { projectsSearch } from '../../lib/projects-search.ts'
import { useSession } from '../../session/session.tsx'
import { NewProject } from './new-project.tsx'
import { ProjectCards } from './project-cards.tsx'
import { ProjectFilters } from './project-filters.tsx'
import { emptySentence, shownProjects } from './project-order.ts'
import { ProjectTable } from './project-table.tsx'
import { ProjectsSkeleton } from './projects-skeleton.tsx'

const route = getRouteApi('/projects')

/** Every project with where it stands; what is shown of them is in the address. */
export function ProjectsScreen() {
  const { client, me } = useSession()
  const raw = route.useSearch()
  const search = projectsSearch(raw)
  const navigate = route.useNavigate()
  useCleanAddress(raw, search, () => void navigate({ search, replace: true }))
  const width = useWidth()
  const [isCreating, setIsCreating] = useState(false)
  const [wasCancelled, setWasCancelled] = useState(false)
  const query = useQuery({ ...projectList(client), staleTime: 0, refetchInterval: 60_000 })
  const people = useQuery(peopleList(client)).data
  const canCreate = isPermitted(me.role, 'projects.add')
  const ownerName = (id: string | null) => people?.find((person) => person.id === id)?.name ?? ''
  const hasNone = query.data?.length === 0

  return (
    <>
      <ProjectFilters
        search={search}
        canCreate={canCreate && !isCreating && !hasNone}
        isReturning={wasCancelled}
        onSearch={(next) => void navigate({ search: next, replace: true })}
        onCreate={() => setIsCreating(true)}
      />
      {isCreating && (
        <NewProject
          onClose={() => {
            setIsCreating(false)
            setWasCancelled(true)
          }}
        />
      )}
      <Surface
        name="projects"
        query={{ ...query, data: query.data && shownProjects(query.data, search, ownerName) }}
        skeleton={<ProjectsSkeleton />}
        isEmpty={(shown) => shown.length === 0}
        filtered={
          search.status === undefined && search.q === undefined
            ? null
            : {
                sentence: emptySentence(search),
                onClear: () => void navigate({ search: {} }),
              }
        }
        empty={
          hasNone ? (
            <NoProjects
              canCreate={canCreate && !isCreating}
              isReturning={wasCancelled}
              onCreate={() => setIsCreating(true)}
            />
          ) : (
            <EmptyState
              heading="Every project is archived"
              action={{
                label: 'Show archived',
                onPress: () => void navigate({ search: { status: 'archived' } }),
              }}
            />
          )
        }
      >
        {(projects) =>
          width === 'narrow' ? (
            <ProjectCards projects={projects} ownerName={ownerName} />
          ) : (
            <ProjectTable
              projects={projects}
              ownerName={ownerName}
              search={search}
              onSort={(sort) =>
                void navigate({ search: ({ sort: _, ...rest }) => ({ ...rest, ...sort }) })
              }
            />
          )
        }
      </Surface>
    </>
  )
}

type NoProjectsProps = { canCreate: boolean; isReturning: boolean; onCreate(): void }

function NoProjects({ canCreate, isReturning, onCreate }: NoProjectsProps) {
  const { me } = useSession()
  if (me.role === 'member') {
    return (
      <EmptyState
        heading="No projects yet"
        why="A project gathers time and tasks. A manager or an admin can create one."
      />
    )
  }
  return (
    <EmptyState
      heading="No projects yet"
      why="A project gathers time and tasks, and answers where they stand."
      {...(canCreate
        ? { action: { label: 'Create a project', onPress: onCreate, autoFocus: isReturning } }
        : {})}
    />
  )
}
