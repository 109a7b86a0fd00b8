import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Project } from '@worksmart/types/projects'
import { restoreProject } from '../../api/project-mutations.ts'
import { deletedProjects } from '../../api/projects.ts'
import { useAnnounce } from '../../components/live-region.tsx'
import { useSession } from '../../session/session.tsx'
import { BinRow, BinSection } from './bin-section.tsx'

/** The bin of projects, which only admins may restore from. */
export function DeletedProjectsSection() {
  const { client } = useSession()
  return (
    <BinSection
      heading="Deleted projects"
      about="Projects that were deleted. They can be restored for a year; after that they are gone."
      name="deleted projects"
      empty={{ heading: 'No deleted projects' }}
      query={useInfiniteQuery(deletedProjects(client))}
    >
      {(project) => <DeletedProject key={project.id} project={project} />}
    </BinSection>
  )
}

function DeletedProject({ project }: { project: Project }) {
  const { client } = useSession()
  const queryClient = useQueryClient()
  const announce = useAnnounce()
  const restoring = useMutation({
    mutationFn: () => restoreProject(client, queryClient, project.id),
    onSuccess: () => announce(`Restored project ${project.name}`),
  })
  return (
    <BinRow
      name={project.name}
      label={`Restore project ${project.name}`}
      restoring={restoring}
      onRestore={() => restoring.mutate()}
    >
      {project.key}
    </BinRow>
  )
}
