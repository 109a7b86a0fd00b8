import * as stylex from '@stylexjs/stylex'
import { limits } from '@worksmart/types/limits'
import { Button } from '@worksmart/ui/button.tsx'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { Plus } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useShortcuts } from '../../components/shortcuts.tsx'
import type { ProjectsSearch } from '../../lib/projects-search.ts'
import { projectStatusNames } from '../../lib/status-words.ts'
import { PickField, TextInput } from '../today/filter-fields.tsx'

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

const restMs = 150

function SearchField({ q, onChange }: { q: string; onChange(q: string): void }) {
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(q)
  const [sent, setSent] = useState(q)
  // The address changed by another way, such as Clear filters or the browser's back.
  if (q !== sent) {
    setSent(q)
    setTyped(q)
  }
  const send = useEffectEvent(() => {
    setSent(typed.trim())
    onChange(typed.trim())
  })

  // A history entry for every letter would bury the screen that one came from.
  useEffect(() => {
    if (typed.trim() === sent) return
    const timer = setTimeout(() => send(), restMs)
    return () => clearTimeout(timer)
  }, [typed, sent])

  useShortcuts([
    { keys: '/', label: 'Search projects', group: 'Projects', run: () => input.current?.focus() },
  ])
  return (
    <TextInput
      ref={input}
      label="Search projects"
      type="search"
      placeholder="Search"
      shortcut="/"
      max={limits.search}
      value={typed}
      onChange={setTyped}
    />
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
  filters: { alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: space.s8 },
})
