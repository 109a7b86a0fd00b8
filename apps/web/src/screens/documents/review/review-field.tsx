import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import type { AnalysisField, FieldEvidence as Place } from '@worksmart/types/analysis'
import { Button } from '@worksmart/ui/button.tsx'
import { Icon } from '@worksmart/ui/icon.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { Check, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { projectList } from '../../../api/project-list.ts'
import { taskById } from '../../../api/task-by-id.ts'
import { Suggestion } from '../../../components/suggestion/suggestion.tsx'
import { useSession } from '../../../session/session.tsx'
import { FieldEdit } from './field-edit.tsx'
import { FieldEvidence } from './field-evidence.tsx'
import { entityName, fieldName, isDecided, reviewWords, valueWords } from './review-words.ts'
import type { ReviewActs } from './use-review-acts.ts'

export type ReviewFieldProps = {
  field: AnalysisField
  mayEdit: boolean
  acts: ReviewActs
  onShow(place: Place): void
  /** Takes the place of accepting; an action item is ticked. */
  onAccept?: () => void
  children?: ReactNode
}

/** One thing that was read: its value, where it stands, and what a person decides about it. */
export function ReviewField(props: ReviewFieldProps) {
  const { field, mayEdit, acts, onShow, onAccept, children } = props
  const { me } = useSession()
  const [isEditing, setIsEditing] = useState(false)
  const [isPending, setIsPending] = useState(false)
  const { review, evidence, reasons } = field
  const decided = typeof review?.value === 'string' ? review.value : field.value
  const name = useLinkName(field, decided)
  const words = name ?? valueWords(field, decided, me.timeZone)
  const entity = entityName(field)
  const why = (
    <>
      {evidence && <FieldEvidence evidence={evidence} onShow={onShow} />}
      {reasons.length > 0 && (
        <p {...stylex.props(textStyles.xs, textStyles.muted)}>{reasons.join('; ')}</p>
      )}
    </>
  )
  const value = (
    <>
      {entity && <span {...stylex.props(textStyles.xs, textStyles.muted)}>{entity} </span>}
      <span dir="auto" {...stylex.props(textStyles.sm)}>
        {words}
      </span>
      {children}
    </>
  )

  if (isEditing) {
    return (
      <FieldEdit
        field={field}
        value={decided}
        onSave={(next) => {
          setIsEditing(false)
          if (field.kind === 'link') void acts.link(field, { projectId: next })
          else void acts.edit(field, next)
        }}
        onClose={() => setIsEditing(false)}
      />
    )
  }
  if (isDecided(field) || !mayEdit) {
    const isGone = review?.outcome === 'dismissed'
    return (
      <div {...stylex.props(styles.done)}>
        <p {...stylex.props(styles.line, isGone && styles.gone)}>
          {review && <Icon icon={isGone ? X : Check} xstyle={isGone ? styles.gone : styles.good} />}
          <span {...stylex.props(styles.words)}>{value}</span>
        </p>
        {why}
        {review && (
          <p {...stylex.props(styles.line, textStyles.xs, textStyles.subtle)}>
            {reviewWords(review, me.timeZone)}
            {mayEdit && field.kind !== 'link' && field.kind !== 'action' && (
              <Button size="sm" tone="quiet" onPress={() => void acts.decide(field, 'ignored')}>
                Look again
              </Button>
            )}
          </p>
        )}
      </div>
    )
  }
  return (
    <Suggestion
      name={`${fieldName(field)} ${words}`}
      tone="ai"
      confidence={field.confidence}
      look="card"
      isPending={isPending}
      why={why}
      onAccept={() => {
        if (onAccept) onAccept()
        else {
          setIsPending(true)
          void acts.accept(field).finally(() => setIsPending(false))
        }
      }}
      onEdit={() => setIsEditing(true)}
      onDismiss={() => void acts.dismiss(field)}
    >
      {value}
    </Suggestion>
  )
}

/** The name of what a link leads to; null for what is no link, or not known here. */
function useLinkName({ kind, taskId }: AnalysisField, value: string): string | null {
  const { client } = useSession()
  const projects = useQuery({ ...projectList(client), enabled: kind === 'link' }).data
  const task = useQuery({ ...taskById(client, taskId ?? ''), enabled: taskId !== null }).data
  if (kind !== 'link') return null
  if (task && task.id === value) return `${task.ref} ${task.title}`
  return projects?.find(({ id }) => id === value)?.name ?? '…'
}

const styles = stylex.create({
  done: { display: 'grid', gap: space.s2, justifyItems: 'start', paddingBlock: space.s4 },
  line: { alignItems: 'center', display: 'flex', gap: space.s6, minWidth: 0 },
  words: { minWidth: 0, overflowWrap: 'anywhere' },
  good: { color: color.success },
  gone: { color: color.textSubtle },
})
