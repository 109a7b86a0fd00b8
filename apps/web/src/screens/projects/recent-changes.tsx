import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Project } from '@worksmart/types/projects'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { linkStyles } from '@worksmart/ui/link-styles.ts'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { recentHistory } from '../../api/history.ts'
import { HistoryEntries } from '../../components/history-list.tsx'
import { Surface } from '../../components/surface.tsx'
import { useSession } from '../../session/session.tsx'
import { OverviewPart } from './overview-part.tsx'

const shownEntries = 5

/** The last changes of the project itself, with the way to all of them. */
export function RecentChanges({ project }: { project: Project }) {
  const { client } = useSession()
  const query = useQuery(recentHistory(client, { type: 'projects', id: project.id }, shownEntries))
  return (
    <OverviewPart
      heading="Recent changes"
      note={
        <Link
          to="/projects/$key"
          params={{ key: project.key }}
          search={{ tab: 'history' }}
          {...stylex.props(linkStyles.text, focusRing.native)}
        >
          All changes
        </Link>
      }
    >
      <Surface name="the changes" query={query} skeleton={<Skeleton shape="block" height={96} />}>
        {({ items }) => <HistoryEntries type="projects" name={project.name} entries={items} />}
      </Surface>
    </OverviewPart>
  )
}
