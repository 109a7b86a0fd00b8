import * as stylex from '@stylexjs/stylex'
import type { AnalysisField, FieldEvidence as Place } from '@worksmart/types/analysis'
import type { Document } from '@worksmart/types/documents'
import { Button } from '@worksmart/ui/button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { useState } from 'react'
import { ActionItems } from './action-items.tsx'
import { ReviewField } from './review-field.tsx'
import { fieldGroups } from './review-words.ts'
import type { ReviewActs } from './use-review-acts.ts'

const kinds = Object.keys(fieldGroups) as AnalysisField['kind'][]
const shownFields = 6

export type ReviewGroupsProps = {
  document: Document
  fields: readonly AnalysisField[]
  mayEdit: boolean
  acts: ReviewActs
  onShow(place: Place): void
}

/** The fields by kind, the most telling kinds first. */
export function ReviewGroups({ document, fields, ...rest }: ReviewGroupsProps) {
  const suggested = fields.find(({ projectId }) => projectId !== null)?.projectId ?? null
  return kinds
    .map((kind) => ({ kind, own: fields.filter((field) => field.kind === kind) }))
    .filter(({ own }) => own.length > 0)
    .map(({ kind, own }) => (
      <section key={kind} aria-label={fieldGroups[kind]} {...stylex.props(styles.group)}>
        <h3 {...stylex.props(textStyles.sm, textStyles.semibold)}>{fieldGroups[kind]}</h3>
        {kind === 'action' ? (
          <ActionItems document={document} fields={own} suggestedProjectId={suggested} {...rest} />
        ) : (
          <Fields fields={own} {...rest} />
        )}
      </section>
    ))
}

function Fields({ fields, ...rest }: Omit<ReviewGroupsProps, 'document'>) {
  const [isWhole, setIsWhole] = useState(false)
  const shown = isWhole ? fields : fields.slice(0, shownFields)
  return (
    <>
      {shown.map((field) => (
        <ReviewField key={field.id} field={field} {...rest} />
      ))}
      {shown.length < fields.length && (
        <Button size="sm" tone="quiet" onPress={() => setIsWhole(true)} xstyle={styles.more}>
          {`Show ${fields.length - shown.length} more`}
        </Button>
      )}
    </>
  )
}

const styles = stylex.create({
  group: { display: 'grid', gap: space.s8, gridTemplateColumns: 'minmax(0, 1fr)' },
  more: { justifySelf: 'start' },
})
