import * as stylex from '@stylexjs/stylex'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { NarrativeDraft as Draft } from '@worksmart/types/narrative'
import type { Project } from '@worksmart/types/projects'
import { Button } from '@worksmart/ui/button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { useState } from 'react'
import { sendFeedback } from '../../../api/ai.ts'
import { publishNarrative } from '../../../api/narratives.ts'
import { aiLine } from '../../../components/ai-words.ts'
import { useAnnounce } from '../../../components/live-region.tsx'
import { problemText } from '../../../components/problem-text.ts'
import { SuggestionLabel } from '../../../components/suggestion/suggestion-label.tsx'
import { suggestionLook } from '../../../components/suggestion/suggestion-look.ts'
import { civilToday, formatDay } from '../../../lib/dates.ts'
import { useSession } from '../../../session/session.tsx'
import { type EditedLine, NarrativeEdit } from './narrative-edit.tsx'
import { NarrativeText } from './narrative-text.tsx'

export type NarrativeDraftProps = {
  project: Project
  draft: Draft
  isRedrafting: boolean
  onRedraft(): void
  /** The draft was published, or thrown away. */
  onDone(): void
}

/** A draft is a suggestion: it is read, changed if need be, and only then published. */
export function NarrativeDraft(props: NarrativeDraftProps) {
  const { project, draft, isRedrafting, onRedraft, onDone } = props
  const { client, me } = useSession()
  const queryClient = useQueryClient()
  const announce = useAnnounce()
  const [lines, setLines] = useState<EditedLine[]>(() =>
    draft.sentences.map((line, key) => ({ ...line, key })),
  )
  const [isEditing, setIsEditing] = useState(false)
  const written = lines
    .map(({ text, factIds }) => ({ text: text.trim(), factIds }))
    .filter(({ text }) => text !== '')
  const publishing = useMutation({
    mutationFn: () =>
      publishNarrative(client, queryClient, project.id, {
        suggestionId: draft.suggestionId,
        sentences: written,
      }),
    onSuccess: () => {
      announce('Status published')
      onDone()
    },
  })

  function discard() {
    sendFeedback(client, { suggestionId: draft.suggestionId, outcome: 'dismissed' }).catch(() => {})
    onDone()
  }

  const today = civilToday(me.timeZone)
  const tone = draft.source === 'ai' ? 'ai' : 'data'
  const quiet = aiLine(draft.ai, 'This text was put together from your data.')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a draft is no form to be sent as a whole.
    <div
      role="group"
      aria-label="Suggested status"
      {...stylex.props(suggestionLook.frame, suggestionLook[tone], styles.root)}
    >
      <p {...stylex.props(styles.line)}>
        <SuggestionLabel tone={tone} words={tone === 'ai' ? 'Suggested' : 'From your data'} />
        <span {...stylex.props(textStyles.xs, textStyles.muted)}>
          {`${formatDay(draft.from, today)} to ${formatDay(draft.to, today)}`}
        </span>
      </p>
      {isEditing ? (
        <NarrativeEdit lines={lines} onChange={setLines} />
      ) : (
        <NarrativeText sentences={written} facts={draft.facts} projectKey={project.key} />
      )}
      <div {...stylex.props(styles.line)}>
        <Button
          size="sm"
          tone="primary"
          isDisabled={written.length === 0}
          isPending={publishing.isPending}
          onPress={() => publishing.mutate()}
        >
          Publish
        </Button>
        <Button size="sm" aria-pressed={isEditing} onPress={() => setIsEditing(!isEditing)}>
          {isEditing ? 'Done editing' : 'Edit'}
        </Button>
        <Button size="sm" tone="quiet" onPress={discard}>
          Discard
        </Button>
        <Button size="sm" tone="quiet" isPending={isRedrafting} onPress={onRedraft}>
          Draft again
        </Button>
      </div>
      {publishing.error && (
        <p role="alert" {...stylex.props(textStyles.sm, styles.error)}>
          {`Not published. ${problemText(publishing.error).title}.`}
        </p>
      )}
      {quiet && <p {...stylex.props(textStyles.xs, textStyles.muted)}>{quiet}</p>}
    </div>
  )
}

const styles = stylex.create({
  root: { display: 'grid', gap: space.s8, padding: space.s12 },
  line: { alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: space.s8 },
  error: { color: color.danger },
})
