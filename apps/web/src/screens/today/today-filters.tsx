import * as stylex from '@stylexjs/stylex'
import type { User } from '@worksmart/types/users'
import { Button } from '@worksmart/ui/button.tsx'
import { IconButton } from '@worksmart/ui/icon-button.tsx'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useShortcuts } from '../../components/shortcuts.tsx'
import { addDays, isCivilDay } from '../../lib/dates.ts'
import type { TodaySearch } from '../../lib/today-search.ts'
import { DayField } from './day-field.tsx'
import { PickField } from './filter-fields.tsx'
import { SearchField } from './search-field.tsx'
import { useTodayContext } from './today-context.tsx'

export type TodayFiltersProps = {
  search: TodaySearch
  /** Everyone in the workspace, for those who may see others. */
  people: readonly User[]
  onSearch(next: TodaySearch): void
}

/** Whose, which day, which tag, which project, which words: all of it stands in the address. */
export function TodayFilters({ search, people, onSearch }: TodayFiltersProps) {
  const { role, today, tags, projects, meId } = useTodayContext()
  const { day } = search
  const set = (patch: Partial<Record<keyof TodaySearch, string | undefined>>) =>
    onSearch(withPatch(search, patch))
  const step = (days: number) => {
    const next = addDays(day ?? today, days)
    set({ day: next > today ? undefined : next })
  }
  useShortcuts([
    { keys: '[', label: 'Previous day', group: 'Feed', run: () => step(-1) },
    { keys: ']', label: 'Next day', group: 'Feed', run: () => step(1) },
    { keys: '.', label: 'Today', group: 'Feed', run: () => set({ day: today }) },
  ])
  const known = search.tag && !tags.includes(search.tag) ? [search.tag, ...tags] : tags

  return (
    <search aria-label="Filters" {...stylex.props(styles.root)}>
      {role !== 'member' && (
        <PickField
          label="Whose check-ins"
          value={search.who ?? 'me'}
          options={[
            { id: 'me', name: 'Me' },
            { id: 'team', name: 'Team' },
            ...people.filter((person) => person.id !== meId),
          ]}
          onChange={(who) => set({ who: who === 'me' ? undefined : who })}
        />
      )}
      <span {...stylex.props(styles.day)}>
        <IconButton
          icon={ChevronLeft}
          size="sm"
          label="Previous day"
          shortcut="["
          onPress={() => step(-1)}
        />
        <DayField
          day={day}
          onChange={(next) => {
            if (next === '') set({ day: undefined })
            else if (isCivilDay(next)) set({ day: next })
          }}
        />
        <IconButton
          icon={ChevronRight}
          size="sm"
          label="Next day"
          shortcut="]"
          isDisabled={day === undefined || day >= today}
          onPress={() => step(1)}
        />
        {day !== undefined && (
          <Button size="sm" tone="quiet" onPress={() => set({ day: undefined })}>
            All days
          </Button>
        )}
      </span>
      <PickField
        label="Tag"
        none="All tags"
        value={search.tag ?? ''}
        options={known.map((tag) => ({ id: tag, name: `#${tag}` }))}
        onChange={(tag) => set({ tag: tag || undefined })}
      />
      <PickField
        label="Project"
        none="All projects"
        value={projects.some(({ id }) => id === search.project) ? (search.project ?? '') : ''}
        options={projects.map(({ id, name }) => ({ id, name }))}
        onChange={(project) => set({ project: project || undefined })}
      />
      <SearchField
        label="Search these check-ins"
        q={search.q ?? ''}
        onChange={(q) => set({ q: q || undefined })}
      />
    </search>
  )
}

/** The search without the keys that the patch sets to undefined. */
function withPatch(
  search: TodaySearch,
  patch: Partial<Record<keyof TodaySearch, string | undefined>>,
): TodaySearch {
  const kept = Object.entries({ ...search, ...patch }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept)
}

const styles = stylex.create({
  root: { alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: space.s8, minWidth: 0 },
  day: { alignItems: 'center', display: 'inline-flex', gap: space.s2 },
})
