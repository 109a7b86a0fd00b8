import * as stylex from '@stylexjs/stylex'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from '@worksmart/ui/button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { type DocumentView, documentPages } from '../../api/documents.ts'
import type { UploadTarget } from '../../api/upload-journal.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { problemText } from '../../components/problem-text.ts'
import { Surface } from '../../components/surface.tsx'
import { UploadButton } from '../../components/upload-source/upload-button.tsx'
import { useWidth } from '../../components/use-width.ts'
import { useSession } from '../../session/session.tsx'
import { DocumentCards } from './document-cards.tsx'
import { DocumentTable } from './document-table.tsx'
import { DocumentsSkeleton } from './documents-skeleton.tsx'
import { useRowWords } from './use-row-words.ts'

export type DocumentListProps = {
  view: DocumentView
  empty: { heading: string; why: string }
  filtered?: { sentence: string; onClear: () => void } | null
  /** What a file that is uploaded from the empty list is linked to. */
  target?: UploadTarget
  /** In a drawer or another narrow place. */
  isCompact?: boolean
}

/** The documents of a view in every state it can be in, page after page. */
export function DocumentList(props: DocumentListProps) {
  const { view, empty, filtered = null, target = null, isCompact = false } = props
  const { client } = useSession()
  const width = useWidth()
  const query = useInfiniteQuery(documentPages(client, view))
  const words = useRowWords()
  return (
    <>
      <Surface
        name="documents"
        // A page that failed is said below what is there.
        query={query.isFetchNextPageError ? { ...query, error: null } : query}
        skeleton={<DocumentsSkeleton isCompact={isCompact} />}
        isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)}
        filtered={filtered}
        empty={
          isCompact ? (
            <p {...stylex.props(textStyles.sm, textStyles.muted)}>{empty.why}</p>
          ) : (
            <EmptyState {...empty}>
              <UploadButton target={target} label="Upload a document" tone="primary" size="md" />
            </EmptyState>
          )
        }
      >
        {({ pages }) => {
          const documents = pages.flatMap(({ items }) => items)
          return isCompact || width === 'narrow' ? (
            <DocumentCards documents={documents} {...words} hasLinks={!isCompact} />
          ) : (
            <DocumentTable documents={documents} {...words} />
          )
        }}
      </Surface>
      {query.isFetchNextPageError && (
        <p role="alert" {...stylex.props(textStyles.sm)}>
          {`Could not load older documents. ${problemText(query.error).title}.`}
        </p>
      )}
      {query.hasNextPage && (
        <Button
          tone="quiet"
          isPending={query.isFetchingNextPage}
          onPress={() => void query.fetchNextPage()}
        >
          {query.isFetchNextPageError ? 'Try again' : 'Load older'}
        </Button>
      )}
    </>
  )
}
