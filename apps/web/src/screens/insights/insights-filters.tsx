import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import { media, space } from '@worksmart/ui/tokens.stylex.ts'
import { people as peopleList } from '../../api/users.ts'
import { type InsightsSearch, insightRanges, rangeOf } from '../../lib/insights-search.ts'
import { useSession } from '../../session/session.tsx'
import { PickField } from '../today/filter-fields.tsx'

export type InsightsPatch = Partial<Record<keyof InsightsSearch, string | undefined>>

export type InsightsFiltersProps = { search: InsightsSearch; onSet(patch: InsightsPatch): void }

/** Which days, and whose: all of it stands in the address. */
export function InsightsFilters({ search, onSet }: InsightsFiltersProps) {
  const { client, me } = useSession()
  const mayChoose = me.role !== 'member'
  const people = useQuery({ ...peopleList(client), enabled: mayChoose }).data ?? []
  return (
    <search aria-label="Filters" {...stylex.props(styles.root)}>
      {mayChoose && (
        <PickField
          label="Whose time"
          value={search.who ?? 'me'}
          options={[
            { id: 'me', name: 'Me' },
            { id: 'team', name: 'Team' },
            ...people.filter((person) => person.id !== me.id),
          ]}
          onChange={(who) => onSet({ who: who === 'me' ? undefined : who })}
        />
      )}
      <PickField
        label="Days"
        value={rangeOf(search)}
        options={insightRanges.map((days) => ({ id: days, name: `Last ${days} days` }))}
        onChange={(range) => onSet({ range: range === '30' ? undefined : range })}
      />
    </search>
  )
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    display: 'flex',
    flexWrap: 'wrap',
    gap: space.s8,
    marginBlockEnd: { default: 0, [media.narrow]: space.s8 },
    minWidth: 0,
  },
})
