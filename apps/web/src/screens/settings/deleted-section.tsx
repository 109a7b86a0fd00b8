import * as stylex from '@stylexjs/stylex'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { Checkin } from '@worksmart/types/checkins'
import { Button } from '@worksmart/ui/button.tsx'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, density, space } from '@worksmart/ui/tokens.stylex.ts'
import { VisuallyHidden } from '@worksmart/ui/visually-hidden.tsx'
import { deletedCheckins, useRestoreFromBin } from '../../api/deleted-checkins.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { useAnnounce } from '../../components/live-region.tsx'
import { problemText } from '../../components/problem-text.ts'
import { Surface } from '../../components/surface.tsx'
import { civilToday, formatDay, longDay } from '../../lib/dates.ts'
import { formatMinutes, spokenMinutes } from '../../lib/durations.ts'
import { useSession } from '../../session/session.tsx'
import { Section } from './section.tsx'

export function DeletedSection() {
  const { client } = useSession()
  const query = useInfiniteQuery(deletedCheckins(client))
  return (
    <Section
      heading="Recently deleted"
      about="Your deleted check-ins. They can be restored for 30 days; after that they are gone."
    >
      <Surface
        name="deleted check-ins"
        query={query}
        skeleton={<Skeleton shape="block" height={72} />}
        isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)}
        empty={<EmptyState heading="Nothing deleted" why="What you delete can be found here." />}
      >
        {({ pages }) => (
          <ul>
            {pages
              .flatMap(({ items }) => items)
              .map((row) => (
                <DeletedRow key={row.id} row={row} />
              ))}
          </ul>
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
    </Section>
  )
}

function DeletedRow({ row }: { row: Checkin }) {
  const { client, me } = useSession()
  const announce = useAnnounce()
  const restoring = useRestoreFromBin(client)
  return (
    <li {...stylex.props(styles.row)}>
      <div {...stylex.props(styles.words)}>
        <p dir="auto" {...stylex.props(textStyles.base)}>
          {row.activity || row.tags.map((tag) => `#${tag}`).join(' ') || 'No text'}
        </p>
        <p {...stylex.props(textStyles.xs, textStyles.subtle, textStyles.numeric)}>
          <span aria-hidden="true">
            {formatMinutes(row.minutes)} · {formatDay(row.workDate, civilToday(me.timeZone))}
          </span>
          <VisuallyHidden>
            {spokenMinutes(row.minutes)}, {longDay(row.workDate)}
          </VisuallyHidden>
        </p>
        {restoring.error && (
          <p role="alert" {...stylex.props(textStyles.xs, styles.error)}>
            {`Could not restore. ${problemText(restoring.error).title}.`}
          </p>
        )}
      </div>
      <Button
        size="sm"
        aria-label={`Restore check-in ${row.activity}`}
        isPending={restoring.isPending}
        onPress={() =>
          restoring.mutate(row, { onSuccess: () => announce(`Restored ${row.activity}`) })
        }
      >
        Restore
      </Button>
    </li>
  )
}

const styles = stylex.create({
  row: {
    alignItems: 'center',
    borderBlockEndColor: { default: color.border, ':last-child': 'transparent' },
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    display: 'flex',
    gap: space.s12,
    justifyContent: 'space-between',
    minHeight: density.rowComfortable,
    paddingBlock: space.s6,
  },
  words: { minWidth: 0 },
  error: { color: color.danger },
})
