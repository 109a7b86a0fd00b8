import type { AiFeature, AiHealth } from '@worksmart/types/ai'

/** What can be switched off, in the order it is met. */
export const featureNames: Record<AiFeature, { label: string; about: string }> = {
  suggestions: {
    label: 'Suggestions in the check-in bar',
    about: 'A tag, a project or a task for the line you type.',
  },
  anomalies: {
    label: 'Unusual hours in Insights',
    about: 'Certain slips, such as overlaps, are always looked for.',
  },
  search: { label: 'Search by meaning', about: 'Search by words always works.' },
  documents: {
    label: 'Reading of documents',
    about: 'Proposes type, summary, dates, links and action items.',
  },
  narratives: {
    label: 'Wording of status drafts',
    about: 'Without it a draft lists the same facts in plain sentences.',
  },
}

/** The service in one quiet line. */
export function healthWords({ status, detail }: AiHealth): string {
  if (status === 'off') return 'AI help is not set up here. Everything works without it.'
  if (status === 'preparing') return `AI help is being prepared${detail ? ` (${detail})` : ''}`
  if (status === 'ready') return 'AI help is ready.'
  if (status === 'degraded') return ['AI help works in part.', detail].filter(Boolean).join(' ')
  // A code is for machines; the line says what it means.
  const cure =
    detail && !/^[a-z]+\.[a-z_]+$/.test(detail)
      ? ` ${detail.charAt(0).toUpperCase()}${detail.slice(1)}`
      : ''
  return `AI help is not available right now.${cure} Everything else works.`
}

/** Where the text goes; null while nobody knows. */
export function textWords({ textLeavesHost }: AiHealth): string | null {
  if (textLeavesHost === undefined) return null
  return textLeavesHost
    ? 'Text that is helped with is sent to a provider outside this server.'
    : 'Text does not leave this server.'
}
