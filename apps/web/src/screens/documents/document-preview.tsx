import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import type { Document } from '@worksmart/types/documents'
import { Card } from '@worksmart/ui/card.tsx'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { lazy, Suspense } from 'react'
import { documentBytes } from '../../api/document-bytes.ts'
import { problemText } from '../../components/problem-text.ts'
import { Surface } from '../../components/surface.tsx'
import { typeName } from '../../lib/type-names.ts'
import { useSession } from '../../session/session.tsx'
import { previewKind } from './preview-kind.ts'
import type { ShownPlace } from './review/shown-place.ts'

const TextPreview = lazy(() =>
  import('./text-preview.tsx').then(({ TextPreview }) => ({ default: TextPreview })),
)
const QuoteStrip = lazy(() =>
  import('./review/quote-strip.tsx').then(({ QuoteStrip }) => ({ default: QuoteStrip })),
)
const PicturePreview = lazy(() =>
  import('./picture-preview.tsx').then(({ PicturePreview }) => ({ default: PicturePreview })),
)

export type DocumentPreviewProps = {
  document: Document
  /** What of it a person asked to see. */
  place: ShownPlace | null
  onClosePlace(): void
}

/** What is in the file, as far as the browser can show it harmlessly; else why it is not shown. */
export function DocumentPreview({ document, place, onClosePlace }: DocumentPreviewProps) {
  const { client } = useSession()
  const kind = previewKind(document.mime)
  const canShow = document.status === 'ready' && kind !== null
  const query = useQuery({ ...documentBytes(client, document, kind), enabled: canShow })
  return (
    <Card as="section" aria-label="Preview" padding="none" xstyle={styles.root}>
      {place && (
        <Suspense>
          <QuoteStrip document={document} place={place} onClose={onClosePlace} />
        </Suspense>
      )}
      {canShow ? (
        <Surface
          name="the preview"
          query={query}
          skeleton={<Skeleton shape="block" height={480} />}
        >
          {({ bytes, isCut }) => (
            <Suspense fallback={<Skeleton shape="block" height={480} />}>
              {kind === 'pdf' || kind === 'picture' ? (
                <PicturePreview
                  kind={kind}
                  name={document.name}
                  bytes={bytes}
                  page={place?.page ?? 1}
                />
              ) : (
                <TextPreview kind={kind} name={document.name} bytes={bytes} isCut={isCut} />
              )}
            </Suspense>
          )}
        </Surface>
      ) : (
        <p {...stylex.props(textStyles.base, textStyles.muted, styles.none)}>{whyNot(document)}</p>
      )}
    </Card>
  )
}

function whyNot({ status, mime }: Document): string {
  if (status === 'scanning') {
    return 'This file is being checked for viruses. It opens when that is done.'
  }
  if (status === 'quarantined') {
    return 'The virus check found something harmful in this file, so nobody can open it.'
  }
  if (status === 'purging') return `${problemText(null).title}.`
  return `${typeName(mime)} files are not shown here. Download the file to open it.`
}

const styles = stylex.create({
  root: { borderRadius: radius.lg, minHeight: 240, overflow: 'hidden' },
  none: {
    alignContent: 'center',
    backgroundColor: color.sunken,
    display: 'grid',
    minHeight: 240,
    padding: space.s24,
    textAlign: 'center',
  },
})
