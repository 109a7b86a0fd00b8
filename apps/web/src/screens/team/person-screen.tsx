import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { User } from '@worksmart/types/users'
import { Avatar } from '@worksmart/ui/avatar.tsx'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { linkStyles } from '@worksmart/ui/link-styles.ts'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { checkinStats } from '../../api/checkins.ts'
import { people as peopleList } from '../../api/users.ts'
import { NotFound } from '../../components/error-screen.tsx'
import { usePageTitle } from '../../components/page-title.tsx'
import { Surface } from '../../components/surface.tsx'
import { civilToday, weekStart } from '../../lib/dates.ts'
import { formatMinutes, spokenMinutes } from '../../lib/durations.ts'
import { useSession } from '../../session/session.tsx'
import { PersonFeed } from './person-feed.tsx'
import { isErased } from './team-row.ts'
import { roleNames, stateWords } from './team-words.ts'

const route = getRouteApi('/team/$userId')

/** One person for managers and admins: who they are, their week and what they logged. */
export function PersonScreen() {
  const { client, me } = useSession()
  const userId = route.useParams({ select: (params) => params.userId })
  const from = weekStart(civilToday(me.timeZone))
  // The api says here whether this person may be looked at; a stranger has no sums at all.
  const week = useQuery(checkinStats(client, { userId, from }))
  const people = useQuery(peopleList(client))
  const person = people.data?.find(({ id }) => id === userId)
  const isMissing = people.data !== undefined && !person
  const isRefused = week.data === undefined && week.error !== null
  usePageTitle(isRefused ? null : (person?.name ?? null))

  if (isMissing && !isRefused) return <NotFound />
  return (
    <Surface
      name="this person"
      query={
        isRefused
          ? { ...week, data: undefined }
          : { ...people, data: person && week.data && { person, minutes: week.data.minutes } }
      }
      skeleton={<Skeleton shape="block" height={280} />}
    >
      {(shown) => (
        <>
          <PersonHead {...shown} />
          <PersonFeed userId={userId} />
        </>
      )}
    </Surface>
  )
}

function PersonHead({ person, minutes }: { person: User; minutes: number }) {
  const facts = [
    roleNames[person.role],
    isErased(person) ? null : person.email,
    person.timeZone,
    person.active === false || person.identity === 'waiting' ? stateWords(person) : null,
  ]
  return (
    <header {...stylex.props(styles.head)}>
      <Avatar name={person.name} size="lg" isDecorative />
      <div {...stylex.props(styles.words)}>
        <p {...stylex.props(textStyles.sm, textStyles.muted)}>
          <Link to="/team" {...stylex.props(linkStyles.quiet, focusRing.native)}>
            Team
          </Link>
          <span aria-hidden> › </span>
          <bdi>{person.name}</bdi>
        </p>
        <p {...stylex.props(textStyles.base, styles.facts)}>
          {facts.filter((fact) => fact != null).join(' · ')}
        </p>
      </div>
      <p
        role="img"
        aria-label={`This week: ${spokenMinutes(minutes)}`}
        {...stylex.props(styles.week)}
      >
        <span {...stylex.props(textStyles.xs, textStyles.muted)}>This week</span>
        <span {...stylex.props(textStyles.lg, textStyles.semibold, textStyles.numeric)}>
          {formatMinutes(minutes)}
        </span>
      </p>
    </header>
  )
}

const styles = stylex.create({
  head: {
    alignItems: 'center',
    columnGap: space.s16,
    display: 'flex',
    flexWrap: 'wrap',
    paddingInline: space.s8,
    rowGap: space.s8,
  },
  words: { flexBasis: 200, flexGrow: 1, minWidth: 0 },
  facts: { overflowWrap: 'anywhere' },
  week: { display: 'grid' },
})
