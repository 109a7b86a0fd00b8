import * as stylex from '@stylexjs/stylex'
import type { Directory } from '@worksmart/types/grammar/directory'
import { projectMatcher } from '@worksmart/types/grammar/match-names'
import type { SearchQuery } from '@worksmart/types/grammar/search-query'
import { Badge } from '@worksmart/ui/badge.tsx'
import { TagChip } from '@worksmart/ui/tag-chip.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { formatDay } from '../../lib/dates.ts'
import { formatMinutes } from '../../lib/durations.ts'

export type UnderstoodProps = { read: SearchQuery; directory: Directory; today: string }

/** What of the query narrows the search, as chips. The line that is typed stays as it is. */
export function Understood({ read, directory, today }: UnderstoodProps) {
  const matches = projectMatcher(directory)
  const projects = read.projects.flatMap((name) => matches(name).map((project) => project.name))
  const words = [
    ...projects.map((name) => `◆ ${name}`),
    ...read.tasks,
    ...minutesWords(read),
    ...dayWords(read, today),
    ...read.phrases.map((phrase) => `“${phrase}”`),
  ]
  const tags = [...new Set(read.tags)]
  if (words.length + tags.length === 0) {
    return (
      <p {...stylex.props(styles.root, textStyles.xs, textStyles.subtle)}>
        Narrow it with #tag, @project, &gt;2h, last week or “exact words”
      </p>
    )
  }
  return (
    <ul aria-label="Understood as" {...stylex.props(styles.root)}>
      {tags.map((tag) => (
        <li key={tag}>
          <TagChip tag={tag} />
        </li>
      ))}
      {words.map((word) => (
        <li key={word} dir="auto">
          <Badge>{word}</Badge>
        </li>
      ))}
    </ul>
  )
}

function minutesWords({ minMinutes, maxMinutes }: SearchQuery): string[] {
  return [
    ...(minMinutes === null ? [] : [`at least ${formatMinutes(minMinutes)}`]),
    ...(maxMinutes === null ? [] : [`at most ${formatMinutes(maxMinutes)}`]),
  ]
}

function dayWords({ from, to }: SearchQuery, today: string): string[] {
  if (from !== null && from === to) return [formatDay(from, today)]
  if (from !== null && to !== null) return [`${formatDay(from, today)} – ${formatDay(to, today)}`]
  if (from !== null) return [`from ${formatDay(from, today)}`]
  return to === null ? [] : [`until ${formatDay(to, today)}`]
}

const styles = stylex.create({
  // As tall as a chip, so that the results stay where they are.
  root: {
    alignItems: 'center',
    display: 'flex',
    flexWrap: 'wrap',
    gap: space.s6,
    listStyle: 'none',
    margin: 0,
    minHeight: 20,
    padding: 0,
  },
})
