import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { media, space } from '@worksmart/ui/tokens.stylex.ts'
import { Plus } from 'lucide-react'
import type { ProjectsSearch } from '../../lib/projects-search.ts'
import { projectStatusNames } from '../../lib/status-words.ts'
import { PickField } from '../today/filter-fields.tsx'
import { SearchField } from '../today/search-field.tsx'

export type ProjectFiltersProps = {
  search: ProjectsSearch
  canCreate: boolean
  /** True after the form was closed: the focus goes back to what opened it. */
  isReturning: boolean
  onSearch(next: ProjectsSearch): void
  onCreate(): void
}

const statuses = [
  ...Object.entries(projectStatusNames).map(([id, name]) => ({ id, name })),
  { id: 'any', name: 'All, with archived' },
]

/** What narrows the table, and the way to a new row. */
export function ProjectFilters({
  search,
  canCreate,
  isReturning,
  onSearch,
  onCreate,
}: ProjectFiltersProps) {
  const { status: _, ...withoutStatus } = search
  return (
    <div {...stylex.props(styles.root)}>
      <search aria-label="Filters" {...stylex.props(styles.filters)}>
        <PickField
          label="Status"
          none="Not archived"
          value={search.status ?? ''}
          options={statuses}
          onChange={(status) => onSearch(status === '' ? withoutStatus : { ...search, status })}
        />
        <SearchField
          label="Search projects"
          q={search.q ?? ''}
          onChange={(q) => {
            const { q: __, ...rest } = search
            onSearch(q === '' ? rest : { ...rest, q })
          }}
        />
      </search>
      {canCreate && (
        <Button size="sm" tone="primary" icon={Plus} autoFocus={isReturning} onPress={onCreate}>
          New project
        </Button>
      )}
    </div>
  )
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    display: 'flex',
    flexWrap: 'wrap',
    gap: space.s8,
    justifyContent: 'space-between',
    marginBlockEnd: space.s12,
  },
  filters: {
    alignItems: 'center',
    display: 'flex',
    flexGrow: { default: 0, [media.phone]: 1 },
    flexWrap: 'wrap',
    gap: space.s8,
  },
})
