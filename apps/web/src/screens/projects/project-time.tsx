import * as stylex from '@stylexjs/stylex'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Checkin } from '@worksmart/types/checkins'
import type { Project } from '@worksmart/types/projects'
import { Button } from '@worksmart/ui/button.tsx'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { linkStyles } from '@worksmart/ui/link-styles.ts'
import { TagChip } from '@worksmart/ui/tag-chip.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, density, space } from '@worksmart/ui/tokens.stylex.ts'
import { VisuallyHidden } from '@worksmart/ui/visually-hidden.tsx'
import { checkinPages } from '../../api/checkins.ts'
import { people as peopleList } from '../../api/users.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Surface } from '../../components/surface.tsx'
import { civilToday, formatDay } from '../../lib/dates.ts'
import { formatMinutes, spokenMinutes } from '../../lib/durations.ts'
import { useSession } from '../../session/session.tsx'
import { TaskKey } from '../today/task-key.tsx'
import { ProjectsSkeleton } from './projects-skeleton.tsx'

/** The time on the project, newest day first: everyone's for managers and admins, else one's own. */
export function ProjectTime({ project }: { project: Project }) {
  const { client, me } = useSession()
  const query = useInfiniteQuery({
    ...checkinPages(client, { projectId: project.id }),
    staleTime: 0,
  })
  const people = useQuery(peopleList(client)).data
  const isTeam = me.role !== 'member'
  const nameOf = (id: string) => people?.find((person) => person.id === id)?.name ?? 'Someone'
  return (
    <>
      <p {...stylex.props(textStyles.sm, textStyles.muted, styles.lead)}>
        {isTeam ? 'Everyone’s time. ' : 'Your own time. '}
        <Link
          to="/today"
          search={{ project: project.id, ...(isTeam ? { who: 'team' } : {}) }}
          {...stylex.props(linkStyles.text, focusRing.native)}
        >
          Edit it in Today
        </Link>
      </p>
      <Surface
        name="check-ins"
        query={query}
        skeleton={<ProjectsSkeleton />}
        isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)}
        empty={
          <EmptyState
            heading="No time yet"
            why={`Write @${project.key} in a check-in and it counts here.`}
          />
        }
      >
        {({ pages }) => (
          <ul aria-label="Check-ins" {...stylex.props(styles.list)}>
            {pages
              .flatMap(({ items }) => items)
              .map((row) => (
                <TimeRow key={row.id} row={row} person={isTeam ? nameOf(row.userId) : null} />
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
    </>
  )
}

function TimeRow({ row, person }: { row: Checkin; person: string | null }) {
  const { me } = useSession()
  const day = formatDay(row.workDate, civilToday(me.timeZone))
  return (
    <li {...stylex.props(styles.row)}>
      <span {...stylex.props(styles.minutes, textStyles.numeric, textStyles.medium)}>
        <span aria-hidden>{formatMinutes(row.minutes)}</span>
        <VisuallyHidden>{spokenMinutes(row.minutes)}</VisuallyHidden>
      </span>
      {row.taskId && <TaskKey id={row.taskId} />}
      <span dir="auto" {...stylex.props(styles.activity)}>
        {row.activity}
      </span>
      {row.tags.map((tag) => (
        <TagChip key={tag} tag={tag} />
      ))}
      <span dir="auto" {...stylex.props(styles.meta, textStyles.sm, textStyles.muted)}>
        {person === null ? day : `${person} · ${day}`}
      </span>
    </li>
  )
}

const styles = stylex.create({
  lead: { marginBlockEnd: space.s8 },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  row: {
    alignItems: 'center',
    borderBlockEndColor: { default: color.border, ':last-child': 'transparent' },
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    columnGap: space.s8,
    display: 'flex',
    flexWrap: 'wrap',
    minHeight: density.row,
    paddingBlock: space.s4,
  },
  minutes: { minWidth: 64, textAlign: 'end', whiteSpace: 'nowrap' },
  activity: { minWidth: 0, overflowWrap: 'anywhere' },
  meta: { marginInlineStart: 'auto' },
})
