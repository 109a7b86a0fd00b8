import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { AnalysisField, DocumentAnalysis } from '@worksmart/types/analysis'
import { useState } from 'react'
import { sendFeedback } from '../../../api/ai.ts'
import { analyzeDocument, applyReview } from '../../../api/analysis.ts'
import { addLink } from '../../../api/document-links.ts'
import { renewDocuments } from '../../../api/documents.ts'
import { useAnnounce } from '../../../components/live-region.tsx'
import { problemText } from '../../../components/problem-text.ts'
import { useSession } from '../../../session/session.tsx'
import { fieldName, isDecided } from './review-words.ts'

type Outcome = 'accepted' | 'edited' | 'dismissed' | 'ignored'

/** What a person decides about what was read. It shows at once, and goes back when it is refused. */
export function useReviewActs(documentId: string) {
  const { client, me } = useSession()
  const queryClient = useQueryClient()
  const announce = useAnnounce()
  const [failure, setFailure] = useState<string | null>(null)
  const queryKey = ['document-analysis', documentId]
  const renew = () => queryClient.invalidateQueries({ queryKey })

  const analyzing = useMutation({
    mutationFn: (again: boolean) => analyzeDocument(client, queryClient, documentId, again),
  })

  /** False when it was refused. */
  async function decide(field: AnalysisField, outcome: Outcome, value?: string): Promise<boolean> {
    const decided = value ?? field.value
    const isOpen = outcome === 'ignored'
    const at = new Date().toISOString()
    const review = { outcome, value: decided, userId: me.id, userName: me.name, at }
    applyReview(queryClient, documentId, field.id, isOpen ? null : review)
    setFailure(null)
    try {
      await sendFeedback(client, {
        suggestionId: field.id,
        pattern: field.pattern,
        outcome,
        value: decided,
      })
    } catch (error) {
      applyReview(queryClient, documentId, field.id, field.review)
      setFailure(`Not kept. ${problemText(error).title}.`)
      return false
    }
    // What is on its way was asked for before this was kept, and may show the field as it was.
    if (queryClient.isFetching({ queryKey }) > 0) await renew()
    return true
  }

  /** A link is made by the person's own write; the decision about it comes after. */
  async function link(field: AnalysisField, target: { projectId: string } | { taskId: string }) {
    const value = 'projectId' in target ? target.projectId : target.taskId
    setFailure(null)
    try {
      await addLink(client, documentId, target)
    } catch (error) {
      setFailure(`Not linked. ${problemText(error).title}.`)
      return
    }
    await decide(field, value === field.value ? 'accepted' : 'edited', value)
    await renewDocuments(queryClient)
  }

  async function accept(field: AnalysisField): Promise<void> {
    if (field.projectId !== null) await link(field, { projectId: field.projectId })
    else if (field.taskId !== null) await link(field, { taskId: field.taskId })
    else await decide(field, 'accepted')
    announce(`Accepted ${fieldName(field)}`)
  }

  return {
    analyzing,
    failure,
    accept,
    link,
    decide,
    edit: (field: AnalysisField, value: string) => decide(field, 'edited', value),
    dismiss: (field: AnalysisField) => decide(field, 'dismissed'),
    /** Action items are left out: a task is made only when it was ticked and confirmed. */
    async acceptLikely({ fields }: DocumentAnalysis) {
      for (const field of fields.filter(isLikely)) await accept(field)
      await renew()
    },
    renew,
  }
}

export type ReviewActs = ReturnType<typeof useReviewActs>

/** What “Accept all likely” takes: certain enough, and still open. */
export function isLikely(field: AnalysisField): boolean {
  return field.confidence === 'likely' && !isDecided(field) && field.kind !== 'action'
}
