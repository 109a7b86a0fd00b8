import * as stylex from '@stylexjs/stylex'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { HistoryEntry } from '@worksmart/types/history'
import { Button } from '@worksmart/ui/button.tsx'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { type HistoryOf, historyPages } from '../api/history.ts'
import { projectList } from '../api/project-list.ts'
import { people as peopleList } from '../api/users.ts'
import { civilToday, formatDay, showTime } from '../lib/dates.ts'
import { useSession } from '../session/session.tsx'
import { type HistoryWords, historySentence } from './history-words.ts'
import { Surface } from './surface.tsx'

export type HistoryListProps = HistoryOf & {
  /** How the row is called now: `WEB-142`, or the name of a project. */
  name: string
}

/** Who changed what and when, newest first, for a project or a task. */
export function HistoryList({ type, id, name }: HistoryListProps) {
  const { client } = useSession()
  const query = useInfiniteQuery(historyPages(client, { type, id }))
  return (
    <>
      <Surface name="the history" query={query} skeleton={<Skeleton shape="block" height={96} />}>
        {({ pages }) => (
          <HistoryEntries type={type} name={name} entries={pages.flatMap(({ items }) => items)} />
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

export type HistoryEntriesProps = Pick<HistoryListProps, 'type' | 'name'> & {
  entries: readonly HistoryEntry[]
}

/** The changes as sentences. */
export function HistoryEntries({ type, name, entries }: HistoryEntriesProps) {
  const { client, me } = useSession()
  const people = useQuery(peopleList(client)).data
  const projects = useQuery(projectList(client)).data
  const words: HistoryWords = {
    kind: type === 'tasks' ? 'task' : 'project',
    name,
    today: civilToday(me.timeZone),
    personName: (who) => people?.find((person) => person.id === who)?.name ?? 'someone',
    projectName: (what) => projects?.find((project) => project.id === what)?.name ?? 'a project',
  }
  if (entries.length === 0) {
    return <p {...stylex.props(textStyles.sm, textStyles.subtle)}>No changes yet</p>
  }
  return (
    <ol {...stylex.props(styles.list)}>
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} words={words} />
      ))}
    </ol>
  )
}

function Entry({ entry, words }: { entry: HistoryEntry; words: HistoryWords }) {
  const { me } = useSession()
  const day = formatDay(civilToday(me.timeZone, new Date(entry.at)), words.today)
  return (
    <li {...stylex.props(styles.entry)}>
      <p dir="auto" {...stylex.props(textStyles.base, styles.sentence)}>
        <b {...stylex.props(textStyles.medium)}>{entry.actorName ?? 'Someone who has left'}</b>{' '}
        {historySentence(entry, words)}
        {entry.reason !== null && (
          <span {...stylex.props(textStyles.muted)}> · “{entry.reason}”</span>
        )}
      </p>
      <time
        dateTime={entry.at}
        {...stylex.props(textStyles.sm, textStyles.subtle, textStyles.numeric)}
      >
        {`${day} ${showTime(entry.at, me.timeZone)}`}
      </time>
    </li>
  )
}

const styles = stylex.create({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  entry: {
    alignItems: 'baseline',
    borderBlockEndColor: { default: color.border, ':last-child': 'transparent' },
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    columnGap: space.s12,
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    paddingBlock: space.s8,
  },
  sentence: { minWidth: 0, overflowWrap: 'anywhere' },
})
