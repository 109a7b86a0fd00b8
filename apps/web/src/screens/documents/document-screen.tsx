import * as stylex from '@stylexjs/stylex'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { media, space } from '@worksmart/ui/tokens.stylex.ts'
import { lazy, Suspense, useState } from 'react'
import { documentById } from '../../api/documents.ts'
import { usePageTitle } from '../../components/page-title.tsx'
import { Surface } from '../../components/surface.tsx'
import { useSession } from '../../session/session.tsx'
import { DocumentFacts } from './document-facts.tsx'
import { DocumentHeader } from './document-header.tsx'
import { DocumentLinks } from './document-links.tsx'
import { DocumentPreview } from './document-preview.tsx'
import type { ShownPlace } from './review/shown-place.ts'

const AnalysisReview = lazy(() =>
  import('./review/analysis-review.tsx').then(({ AnalysisReview }) => ({
    default: AnalysisReview,
  })),
)

const route = getRouteApi('/documents/$id')

/** One document: what is in it, what it belongs to, and what can be done with it. */
export function DocumentScreen() {
  const { client } = useSession()
  const queryClient = useQueryClient()
  const { id } = route.useParams()
  const query = useQuery(documentById(client, queryClient, id))
  usePageTitle(query.data?.name ?? null)
  const [place, setPlace] = useState<ShownPlace | null>(null)
  return (
    <Surface name="this document" query={query} skeleton={<Skeleton shape="block" height={420} />}>
      {(document) => (
        <>
          <DocumentHeader key={document.id} document={document} />
          <div {...stylex.props(styles.columns)}>
            <DocumentPreview
              key={document.id}
              document={document}
              place={place}
              onClosePlace={() => setPlace(null)}
            />
            <div {...stylex.props(styles.side)}>
              {document.status === 'ready' && (
                <Suspense>
                  <AnalysisReview
                    key={document.id}
                    document={document}
                    onShow={(next) => setPlace({ ...next, turn: (place?.turn ?? 0) + 1 })}
                  />
                </Suspense>
              )}
              <DocumentLinks document={document} />
              <DocumentFacts document={document} />
            </div>
          </div>
        </>
      )}
    </Surface>
  )
}

const styles = stylex.create({
  columns: {
    alignItems: 'start',
    display: 'grid',
    gap: space.s16,
    gridTemplateColumns: {
      default: 'minmax(0, 1fr) 360px',
      [media.medium]: 'minmax(0, 1fr)',
    },
  },
  side: { display: 'grid', gap: space.s16, gridTemplateColumns: 'minmax(0, 1fr)' },
})
