import * as stylex from '@stylexjs/stylex'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Project } from '@worksmart/types/projects'
import { Button } from '@worksmart/ui/button.tsx'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, density, space } from '@worksmart/ui/tokens.stylex.ts'
import { restoreProject } from '../../api/project-mutations.ts'
import { deletedProjects } from '../../api/projects.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { useAnnounce } from '../../components/live-region.tsx'
import { problemText } from '../../components/problem-text.ts'
import { Surface } from '../../components/surface.tsx'
import { useSession } from '../../session/session.tsx'
import { Section } from './section.tsx'

/** The bin of projects, which only admins may restore from. */
export function DeletedProjectsSection() {
  const { client } = useSession()
  const query = useInfiniteQuery(deletedProjects(client))
  return (
    <Section
      heading="Deleted projects"
      about="Projects that were deleted. They can be restored for a year; after that they are gone."
    >
      <Surface
        name="deleted projects"
        query={query}
        skeleton={<Skeleton shape="block" height={72} />}
        isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)}
        empty={<EmptyState heading="No deleted projects" />}
      >
        {({ pages }) => (
          <ul>
            {pages
              .flatMap(({ items }) => items)
              .map((project) => (
                <DeletedProject key={project.id} project={project} />
              ))}
          </ul>
        )}
      </Surface>
      {query.hasNextPage && (
        <Button
          tone="quiet"
          isPending={query.isFetchingNextPage}
          onPress={() => void query.fetchNextPage()}
        >
          Load older
        </Button>
      )}
    </Section>
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
    <li {...stylex.props(styles.row)}>
      <div {...stylex.props(styles.words)}>
        <p dir="auto" {...stylex.props(textStyles.base)}>
          {project.name}
        </p>
        <p {...stylex.props(textStyles.xs, textStyles.subtle)}>{project.key}</p>
        {restoring.error && (
          <p role="alert" {...stylex.props(textStyles.xs, styles.error)}>
            {`Could not restore. ${problemText(restoring.error).title}.`}
          </p>
        )}
      </div>
      <Button
        size="sm"
        aria-label={`Restore project ${project.name}`}
        isPending={restoring.isPending}
        onPress={() => restoring.mutate()}
      >
        Restore
      </Button>
    </li>
  )
}

const styles = stylex.create({
  row: {
    alignItems: 'center',
    borderBlockEndColor: { default: color.border, ':last-child': 'transparent' },
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    display: 'flex',
    gap: space.s12,
    justifyContent: 'space-between',
    minHeight: density.rowComfortable,
    paddingBlock: space.s6,
  },
  words: { minWidth: 0 },
  error: { color: color.danger },
})
