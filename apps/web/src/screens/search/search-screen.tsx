import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { parseSearchQuery } from '@worksmart/types/grammar/search-query'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { projectList } from '../../api/project-list.ts'
import { searchAnswer } from '../../api/search.ts'
import { useAnnounce } from '../../components/live-region.tsx'
import { useShortcuts } from '../../components/shortcuts.tsx'
import { Surface } from '../../components/surface.tsx'
import { civilToday } from '../../lib/dates.ts'
import { findSearch, typeOf } from '../../lib/find-search.ts'
import { useSession } from '../../session/session.tsx'
import { PickField } from '../today/filter-fields.tsx'
import { SearchBox } from './search-box.tsx'
import { SearchResults } from './search-results.tsx'
import { typeGroups } from './type-groups.ts'
import { Understood } from './understood.tsx'
import { useTypedQuery } from './use-typed-query.ts'

const route = getRouteApi('/search')
const typeOptions = Object.entries(typeGroups).map(([id, name]) => ({ id, name }))

/** Everything that can be found, by words as they are typed and by meaning on Enter. */
export function SearchScreen() {
  const { client, me } = useSession()
  const raw = route.useSearch()
  const navigate = route.useNavigate()
  const search = useMemo(() => findSearch({ ...raw }), [raw])
  const input = useRef<HTMLInputElement>(null)
  const results = useRef<HTMLDivElement>(null)
  const sent = search.q?.trim() ?? ''
  const [typed, setTyped] = useTypedQuery(sent, (q) => set({ q: q || undefined }))
  // A query that stands in the address was asked for; while typing only words are shown.
  const [meant, setMeant] = useState(sent)
  const query = useQuery(searchAnswer(client, sent, typeOf(search)))
  const projects = useQuery(projectList(client)).data
  const directory = useMemo(
    () => ({
      projects: (projects ?? []).map((one) => ({ ...one, archived: one.status === 'archived' })),
      tasks: [],
    }),
    [projects],
  )
  const today = civilToday(me.timeZone)
  const projectKeys = useMemo(() => new Set(directory.projects.map(({ key }) => key)), [directory])
  const read = parseSearchQuery(typed, { today, projectKeys })
  useSpokenCount(query.data && !query.isPlaceholderData ? countOf(query.data.groups) : null, sent)

  function set(patch: { q?: string | undefined; in?: string | undefined }) {
    const next = Object.entries({ ...search, ...patch }).filter(([, value]) => value !== undefined)
    void navigate({ search: Object.fromEntries(next), replace: true })
  }
  function focusInput() {
    input.current?.focus()
    input.current?.select()
  }
  function enter() {
    const now = typed.trim()
    setMeant(now)
    if (now !== sent) set({ q: now || undefined })
  }
  function clear() {
    setTyped('')
    set({ q: undefined, in: undefined })
    input.current?.focus()
  }
  function hits(): HTMLElement[] {
    return [...(results.current?.querySelectorAll<HTMLElement>('[data-hit]') ?? [])]
  }
  function handleKey(event: KeyboardEvent) {
    const all = hits()
    const at = all.findIndex((one) => one.contains(document.activeElement))
    if (at < 0) return
    if (event.key === 'Escape' || (at === 0 && isUp(event.key))) input.current?.focus()
    else if (isUp(event.key)) all[at - 1]?.focus()
    else if (event.key === 'ArrowDown' || event.key === 'j') all[at + 1]?.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  useShortcuts([
    { keys: '/', label: 'Search', group: 'Search', run: focusInput },
    { keys: 'mod+k', label: 'Search', group: 'Search', run: focusInput },
    { keys: 'Enter', label: 'Search by meaning too', group: 'Search' },
    { keys: '↓', label: 'Into the results', group: 'Search' },
  ])
  // Who opens a search wants to write.
  useEffect(() => input.current?.focus(), [])

  return (
    <search aria-label="Everything" {...stylex.props(styles.root)}>
      <SearchBox
        ref={input}
        value={typed}
        onChange={setTyped}
        onEnter={enter}
        onDown={() => hits()[0]?.focus()}
      />
      <div {...stylex.props(styles.line)}>
        <Understood read={read} directory={directory} today={today} />
        <PickField
          label="What to find"
          none="Everything"
          value={search.in ?? ''}
          options={typeOptions}
          onChange={(type) => set({ in: type || undefined })}
        />
      </div>
      {sent === '' ? (
        <p {...stylex.props(textStyles.base, textStyles.muted)}>
          Words are found wherever they stand: in what was logged, in tasks, projects and documents.
        </p>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the arrows work on all results.
        <div ref={results} onKeyDown={handleKey}>
          <Surface
            name="the results"
            query={query}
            skeleton={<Skeleton shape="block" height={240} />}
          >
            {(answer) => (
              <SearchResults
                answer={answer}
                query={sent}
                isByMeaning={meant === sent}
                onMeaning={enter}
                onClear={clear}
              />
            )}
          </Surface>
        </div>
      )}
    </search>
  )
}

const isUp = (key: string) => key === 'ArrowUp' || key === 'k'

function countOf(groups: readonly { hits: readonly unknown[] }[]): number {
  return groups.reduce((sum, { hits }) => sum + hits.length, 0)
}

/** Says how much was found once the answer stands. */
function useSpokenCount(count: number | null, query: string) {
  const announce = useAnnounce()
  // Speech is outside of what is drawn.
  useEffect(() => {
    if (count !== null && query !== '') announce(count === 1 ? '1 result' : `${count} results`)
  }, [announce, count, query])
}

const styles = stylex.create({
  root: { display: 'grid', gap: space.s12, gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: 720 },
  line: {
    alignItems: 'center',
    display: 'flex',
    flexWrap: 'wrap',
    gap: space.s8,
    justifyContent: 'space-between',
  },
})
