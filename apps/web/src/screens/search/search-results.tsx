import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import type { SearchHit as Hit, SearchAnswer } from '@worksmart/types/search'
import { Button } from '@worksmart/ui/button.tsx'
import { Kbd } from '@worksmart/ui/kbd.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { useId } from 'react'
import { projectList } from '../../api/project-list.ts'
import { people as peopleList } from '../../api/users.ts'
import { aiLine, isFromAi } from '../../components/ai-words.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { SuggestionLabel } from '../../components/suggestion/suggestion-label.tsx'
import { useSession } from '../../session/session.tsx'
import { SearchHit } from './search-hit.tsx'
import { typeGroups } from './type-groups.ts'

export type SearchResultsProps = {
  answer: SearchAnswer
  query: string
  /** The person asked for meaning too, by Enter. */
  isByMeaning: boolean
  onMeaning(): void
  onClear(): void
}

/** What was found by words, in groups; below them, apart and marked, what was found by meaning. */
export function SearchResults(props: SearchResultsProps) {
  const { answer, query, isByMeaning, onMeaning, onClear } = props
  const { ai, understood, groups } = answer
  const byWords = groups
    .map(({ type, hits }) => ({ type, hits: hits.filter(({ matched }) => matched !== 'semantic') }))
    .filter(({ hits }) => hits.length > 0)
  const byMeaning = groups.flatMap(({ hits }) =>
    hits.filter(({ matched }) => matched === 'semantic'),
  )
  // What stands in quotes is looked for as it is.
  const canMean = isFromAi(ai) && understood.text !== '' && understood.phrases.length === 0
  const quiet = understood.text === '' ? null : aiLine(ai, 'Only words are searched.')
  const isNothing = byWords.length === 0 && (!canMean || (isByMeaning && byMeaning.length === 0))
  return (
    <div {...stylex.props(styles.root)}>
      {byWords.map(({ type, hits }) => (
        <Group key={type} name={typeGroups[type]} hits={hits} />
      ))}
      {canMean && !isByMeaning && (
        <p {...stylex.props(styles.offer, textStyles.sm, textStyles.muted)}>
          {byWords.length === 0 && 'No entry has these words. '}
          <Button size="sm" onPress={onMeaning} data-hit>
            Search by meaning
            <Kbd keys="⏎" />
          </Button>
        </p>
      )}
      {canMean && isByMeaning && byMeaning.length > 0 && (
        <Group name="By meaning" hits={byMeaning} isByMeaning />
      )}
      {canMean && isByMeaning && byMeaning.length === 0 && byWords.length > 0 && (
        <p {...stylex.props(textStyles.sm, textStyles.muted)}>Nothing else is close in meaning.</p>
      )}
      {isNothing && (
        <EmptyState
          heading={`Nothing matches ${query}`}
          why="Try other words, or fewer filters."
          action={{ label: 'Clear the search', onPress: onClear }}
        />
      )}
      {answer.more && (
        <p {...stylex.props(textStyles.sm, textStyles.muted)}>
          There is more than fits here. Another word or filter narrows it.
        </p>
      )}
      {quiet && <p {...stylex.props(textStyles.xs, textStyles.subtle)}>{quiet}</p>}
    </div>
  )
}

type GroupProps = { name: string; hits: readonly Hit[]; isByMeaning?: boolean }

function Group({ name, hits, isByMeaning = false }: GroupProps) {
  const { client, me } = useSession()
  const id = useId()
  const projects = useQuery(projectList(client)).data
  const people = useQuery({ ...peopleList(client), enabled: me.role !== 'member' }).data
  return (
    <section aria-labelledby={id}>
      <h2 id={id} {...stylex.props(styles.head, textStyles.sm, textStyles.semibold)}>
        {name}
        <span {...stylex.props(textStyles.regular, textStyles.subtle)}>{hits.length}</span>
        {isByMeaning && <SuggestionLabel tone="ai" words="Found by AI, not by words" />}
      </h2>
      <ul {...stylex.props(styles.list)}>
        {hits.map((hit) => (
          <SearchHit
            key={hit.id}
            hit={hit}
            projectName={projects?.find((project) => project.id === hit.projectId)?.name ?? null}
            personName={
              hit.type !== 'checkin' || hit.userId === me.id
                ? null
                : (people?.find((person) => person.id === hit.userId)?.name ?? null)
            }
          />
        ))}
      </ul>
    </section>
  )
}

const styles = stylex.create({
  root: { display: 'grid', gap: space.s16 },
  offer: { alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: space.s8 },
  head: { alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: space.s8 },
  list: { listStyle: 'none', margin: 0, marginInline: `calc(-1 * ${space.s8})`, padding: 0 },
})
