import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import type { Project } from '@worksmart/types/projects'
import { Card } from '@worksmart/ui/card.tsx'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { media, space } from '@worksmart/ui/tokens.stylex.ts'
import { lazy, Suspense } from 'react'
import { projectSummary } from '../../api/projects.ts'
import { people as peopleList } from '../../api/users.ts'
import { Surface } from '../../components/surface.tsx'
import { useSession } from '../../session/session.tsx'
import { OverviewPart } from './overview-part.tsx'
import { RecentChanges } from './recent-changes.tsx'
import { ShareList } from './share-list.tsx'
import { SummaryFacts } from './summary-facts.tsx'

const HoursByWeek = lazy(() =>
  import('./hours-by-week.tsx').then(({ HoursByWeek }) => ({ default: HoursByWeek })),
)

const StatusNarrative = lazy(() =>
  import('./narrative/status-narrative.tsx').then(({ StatusNarrative }) => ({
    default: StatusNarrative,
  })),
)

const shownRows = 8

/** Where the project stands, from the data alone. */
export function ProjectOverview({ project }: { project: Project }) {
  const { client, me } = useSession()
  const query = useQuery(projectSummary(client, project.id))
  const people = useQuery(peopleList(client)).data
  const nameOf = (id: string) =>
    people?.find((person) => person.id === id)?.name ?? (id === me.id ? me.name : 'Someone')
  return (
    <Surface name="the summary" query={query} skeleton={<Skeleton shape="block" height={420} />}>
      {(summary) => (
        <div {...stylex.props(styles.columns)}>
          <div {...stylex.props(styles.column)}>
            <OverviewPart heading="Summary" note="From your data">
              <SummaryFacts summary={summary} />
            </OverviewPart>
            <Suspense fallback={<Skeleton shape="block" height={136} />}>
              <StatusNarrative key={project.id} project={project} />
            </Suspense>
            <OverviewPart heading="Time by task">
              <ShareList
                none="No time yet"
                rows={summary.byTask
                  .filter((task) => task.minutes > 0)
                  .slice(0, shownRows)
                  .map((task) => ({
                    id: task.taskId ?? 'none',
                    name: task.ref === null ? 'Without a task' : `${task.ref} ${task.title ?? ''}`,
                    minutes: task.minutes,
                    ofMinutes: task.estimateMinutes,
                  }))}
              />
            </OverviewPart>
            <RecentChanges project={project} />
          </div>
          <div {...stylex.props(styles.column)}>
            <Card as="section" aria-label="Hours by week">
              {/* The room is kept, so that the drawing moves nothing when its code arrives. */}
              <Suspense fallback={<Skeleton shape="block" height={244} />}>
                <HoursByWeek summary={summary} />
              </Suspense>
            </Card>
            <OverviewPart
              heading="People"
              {...(me.role === 'member'
                ? { note: 'Only your own time; the rest is in the totals' }
                : {})}
            >
              <ShareList
                none="No time yet"
                rows={summary.byPerson.slice(0, shownRows).map((person) => ({
                  id: person.userId,
                  name: nameOf(person.userId),
                  minutes: person.minutes,
                  ofMinutes: null,
                }))}
              />
            </OverviewPart>
            <OverviewPart heading="Top tags">
              <ShareList
                none="No tags yet"
                rows={summary.byTag.slice(0, shownRows).map(({ tag, minutes }) => ({
                  id: tag,
                  name: `#${tag}`,
                  minutes,
                  ofMinutes: null,
                }))}
              />
            </OverviewPart>
          </div>
        </div>
      )}
    </Surface>
  )
}

const styles = stylex.create({
  columns: {
    display: 'grid',
    gap: space.s16,
    gridTemplateColumns: {
      default: 'minmax(0, 1fr) minmax(0, 1fr)',
      [media.medium]: 'minmax(0, 1fr)',
    },
  },
  column: { alignContent: 'start', display: 'grid', gap: space.s16, minWidth: 0 },
})
