import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { isPermitted } from '@worksmart/types/permissions'
import type { User } from '@worksmart/types/users'
import { Button } from '@worksmart/ui/button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { checkinStats } from '../../api/checkins.ts'
import { team } from '../../api/team.ts'
import { Surface } from '../../components/surface.tsx'
import { useCleanAddress } from '../../components/use-clean-address.ts'
import { useWidth } from '../../components/use-width.ts'
import { civilToday, weekStart } from '../../lib/dates.ts'
import { teamSearch } from '../../lib/team-search.ts'
import { useSession } from '../../session/session.tsx'
import { ProjectsSkeleton } from '../projects/projects-skeleton.tsx'
import { PickField } from '../today/filter-fields.tsx'
import { PrivacyNote } from './privacy-note.tsx'
import { TeamCards } from './team-cards.tsx'
import type { TeamRowsProps } from './team-row.ts'
import { TeamTable } from './team-table.tsx'
import { ownRowReason } from './team-words.ts'

const route = getRouteApi('/team')

const AddPerson = lazy(() =>
  import('./add-person.tsx').then(({ AddPerson }) => ({ default: AddPerson })),
)

/** Everyone here, as far as one's role may know them; an admin runs the team from here. */
export function TeamScreen() {
  const { client, me } = useSession()
  const raw = route.useSearch()
  const search = teamSearch(raw)
  const navigate = route.useNavigate()
  useCleanAddress(raw, search, () => void navigate({ search, replace: true }))
  const width = useWidth()
  const [isAdding, setIsAdding] = useState(false)
  const [wasClosed, setWasClosed] = useState(false)
  const [erasing, setErasing] = useState<string | null>(null)
  const query = useQuery({ ...team(client, me.role), staleTime: 0, refetchInterval: 60_000 })
  const today = civilToday(me.timeZone)
  const isMember = me.role === 'member'
  const week = useQuery({
    ...checkinStats(client, { from: weekStart(today) }),
    enabled: !isMember,
  }).data
  const canAdd = isPermitted(me.role, 'users.add')

  return (
    <>
      {!isMember && (
        <div {...stylex.props(styles.top)}>
          <search aria-label="Filters">
            <PickField
              label="Who is shown"
              none="Active"
              value={search.show ?? ''}
              options={[{ id: 'all', name: 'All, with deactivated' }]}
              onChange={(show) =>
                void navigate({ search: show === '' ? {} : { show }, replace: true })
              }
            />
          </search>
          {canAdd && !isAdding && (
            <Button
              size="sm"
              tone="primary"
              icon={Plus}
              autoFocus={wasClosed}
              onPress={() => setIsAdding(true)}
            >
              Add a person
            </Button>
          )}
        </div>
      )}
      {isAdding && (
        <Suspense>
          <AddPerson
            onClose={() => {
              setIsAdding(false)
              setWasClosed(true)
            }}
          />
        </Suspense>
      )}
      {erasing && (
        <p role="status" {...stylex.props(styles.erasing, textStyles.base)}>
          {erasing}
        </p>
      )}
      <Surface name="people" query={query} skeleton={<ProjectsSkeleton />}>
        {(people) => {
          const rows: TeamRowsProps = {
            people: shownPeople(people, search.show === 'all'),
            today,
            weekMinutes: week && new Map(week.byPerson.map((one) => [one.userId, one.minutes])),
            ownReason: ownRowReason(people),
            onErasing: setErasing,
          }
          return width === 'narrow' ? <TeamCards {...rows} /> : <TeamTable {...rows} />
        }}
      </Surface>
      <PrivacyNote />
    </>
  )
}

/** By name, those who left last. */
function shownPeople(people: readonly User[], isAll: boolean): User[] {
  const gone = ({ active }: User) => (active === false ? 1 : 0)
  return people
    .filter(({ active }) => isAll || active !== false)
    .toSorted((a, b) => gone(a) - gone(b) || a.name.localeCompare(b.name))
}

const styles = stylex.create({
  top: {
    alignItems: 'center',
    display: 'flex',
    flexWrap: 'wrap',
    gap: space.s8,
    justifyContent: 'space-between',
    marginBlockEnd: space.s12,
  },
  erasing: {
    backgroundColor: color.infoBg,
    borderRadius: radius.md,
    color: color.text,
    marginBlockEnd: space.s12,
    paddingBlock: space.s8,
    paddingInline: space.s12,
  },
})
