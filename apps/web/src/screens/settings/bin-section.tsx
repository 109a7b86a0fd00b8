import * as stylex from '@stylexjs/stylex'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { Button } from '@worksmart/ui/button.tsx'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, density, space } from '@worksmart/ui/tokens.stylex.ts'
import type { ReactNode } from 'react'
import { EmptyState } from '../../components/empty-state.tsx'
import { problemText } from '../../components/problem-text.ts'
import { Surface } from '../../components/surface.tsx'
import { Section } from './section.tsx'

type Page<Row> = { items: Row[] }

export type BinSectionProps<Row> = {
  heading: string
  /** What is kept and for how long. */
  about: string
  /** In the plural and in lower case: "deleted projects". */
  name: string
  empty: { heading: string; why?: string }
  query: UseInfiniteQueryResult<InfiniteData<Page<Row>>>
  children(row: Row): ReactNode
}

/** What was deleted, newest first, page after page. `children` draws one row. */
export function BinSection<Row>(props: BinSectionProps<Row>) {
  const { heading, about, name, empty, query, children } = props
  return (
    <Section heading={heading} about={about}>
      <Surface
        name={name}
        query={query}
        skeleton={<Skeleton shape="block" height={72} />}
        isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)}
        empty={<EmptyState {...empty} />}
      >
        {({ pages }) => <ul>{pages.flatMap(({ items }) => items).map(children)}</ul>}
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

export type BinRowProps = {
  name: string
  /** "Restore check-in fix nav". */
  label: string
  restoring: { isPending: boolean; error: unknown }
  onRestore(): void
  /** What else tells one row from another. */
  children: ReactNode
}

export function BinRow({ name, label, restoring, onRestore, children }: BinRowProps) {
  return (
    <li {...stylex.props(styles.row)}>
      <div {...stylex.props(styles.words)}>
        <p dir="auto" {...stylex.props(textStyles.base)}>
          {name}
        </p>
        <p {...stylex.props(textStyles.xs, textStyles.subtle, textStyles.numeric)}>{children}</p>
        {restoring.error !== null && (
          <p role="alert" {...stylex.props(textStyles.xs, styles.error)}>
            {`Could not restore. ${problemText(restoring.error).title}.`}
          </p>
        )}
      </div>
      <Button size="sm" aria-label={label} isPending={restoring.isPending} onPress={onRestore}>
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
