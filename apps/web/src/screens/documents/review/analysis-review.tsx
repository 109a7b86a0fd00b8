import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import type { DocumentAnalysis, FieldEvidence as Place } from '@worksmart/types/analysis'
import { documentTypes } from '@worksmart/types/document-types'
import type { Document } from '@worksmart/types/documents'
import { Button } from '@worksmart/ui/button.tsx'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { Spinner } from '@worksmart/ui/spinner.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { documentAnalysis } from '../../../api/analysis.ts'
import { problemText } from '../../../components/problem-text.ts'
import { Surface } from '../../../components/surface.tsx'
import { useSession } from '../../../session/session.tsx'
import { OverviewPart } from '../../projects/overview-part.tsx'
import { canEdit } from '../document-words.ts'
import { ReviewGroups } from './review-groups.tsx'
import { failureWords, isDecided } from './review-words.ts'
import { isLikely, useReviewActs } from './use-review-acts.ts'

/** Pictures in these two formats can be read where the service can see letters. */
const unread: readonly string[] = [documentTypes.webp, documentTypes.gif]

export type AnalysisReviewProps = { document: Document; onShow(place: Place): void }

/** What AI read in the document: asked for by a person, and looked through field by field. */
export function AnalysisReview({ document, onShow }: AnalysisReviewProps) {
  const { client, me } = useSession()
  const query = useQuery(documentAnalysis(client, document.id))
  const mayEdit = canEdit(document, me)
  const mayAsk = mayEdit && me.ai.documents && !unread.includes(document.mime)
  // What cannot be asked for, and was not before, has no place on the page.
  if (!mayAsk && query.data?.status !== 'ready') return null
  return (
    <OverviewPart heading="Analysis" note={query.data && progressOf(query.data)}>
      <Surface name="the analysis" query={query} skeleton={<Skeleton shape="block" height={64} />}>
        {(analysis) => (
          <Analysis
            document={document}
            analysis={analysis}
            mayEdit={mayEdit}
            mayAsk={mayAsk}
            onShow={onShow}
          />
        )}
      </Surface>
    </OverviewPart>
  )
}

function progressOf({ status, fields }: DocumentAnalysis): string | undefined {
  return status === 'ready'
    ? `${fields.filter(isDecided).length} of ${fields.length} reviewed`
    : undefined
}

type AnalysisProps = AnalysisReviewProps & {
  analysis: DocumentAnalysis
  mayEdit: boolean
  mayAsk: boolean
}

function Analysis({ document, analysis, mayEdit, mayAsk, onShow }: AnalysisProps) {
  const acts = useReviewActs(document.id)
  const { analyzing } = acts
  const { status, fields, code, warnings } = analysis
  const likely = fields.filter(isLikely).length
  if (status === 'queued' || status === 'running') {
    return (
      <p role="status" {...stylex.props(styles.line, textStyles.sm, textStyles.muted)}>
        <Spinner />
        {status === 'queued' ? 'Waiting to be read' : 'Reading the document'}
      </p>
    )
  }
  return (
    <div {...stylex.props(styles.root)}>
      {status === 'failed' && (
        <p role="alert" {...stylex.props(textStyles.sm)}>
          {`It could not be analysed. ${failureWords(code)} You can link it and write tasks by hand.`}
        </p>
      )}
      {status === 'none' && (
        <p {...stylex.props(textStyles.sm, textStyles.muted)}>
          Reads the file and proposes its type, a summary, dates, links and action items. You decide
          about each.
        </p>
      )}
      {status === 'ready' && mayEdit && likely > 0 && (
        <Button size="sm" onPress={() => void acts.acceptLikely(analysis)} xstyle={styles.start}>
          {`Accept all likely (${likely})`}
        </Button>
      )}
      {status === 'ready' && fields.length === 0 && (
        <p {...stylex.props(textStyles.sm, textStyles.muted)}>Nothing in it could be made out.</p>
      )}
      {status === 'ready' && (
        <ReviewGroups
          document={document}
          fields={fields}
          mayEdit={mayEdit}
          acts={acts}
          onShow={onShow}
        />
      )}
      {status === 'ready' && warnings.length > 0 && (
        <p {...stylex.props(textStyles.xs, textStyles.subtle)}>
          Parts of the file could not be read, so something may be missing.
        </p>
      )}
      {mayAsk && (
        <Button
          size="sm"
          tone={status === 'ready' ? 'quiet' : 'neutral'}
          isPending={analyzing.isPending}
          onPress={() => analyzing.mutate(status === 'ready')}
          xstyle={styles.start}
        >
          {status === 'none' ? 'Analyse' : status === 'failed' ? 'Try again' : 'Analyse again'}
        </Button>
      )}
      {(analyzing.error || acts.failure) && (
        <p role="alert" {...stylex.props(textStyles.sm, styles.error)}>
          {acts.failure ?? `Not analysed. ${problemText(analyzing.error).title}.`}
        </p>
      )}
    </div>
  )
}

const styles = stylex.create({
  root: { display: 'grid', gap: space.s12, gridTemplateColumns: 'minmax(0, 1fr)' },
  line: { alignItems: 'center', display: 'flex', gap: space.s8 },
  start: { justifySelf: 'start' },
  error: { color: color.danger },
})
