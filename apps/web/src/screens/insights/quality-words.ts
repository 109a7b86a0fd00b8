import type { SuggestionQuality } from '@worksmart/types/anomalies'

export const kindNames: Record<SuggestionQuality['kind'], string> = {
  tag: 'Tags',
  project: 'Projects',
  task: 'Tasks',
  narrative: 'Statuses',
  document: 'Document fields',
  anomaly: 'Findings',
}

/** All kinds as one sentence; what nobody decided about says nothing about how good it was. */
export function qualityWords(rows: readonly SuggestionQuality[]): string {
  const sum = (key: 'accepted' | 'edited' | 'dismissed') =>
    rows.reduce((total, row) => total + row[key], 0)
  const [accepted, edited, dismissed] = [sum('accepted'), sum('edited'), sum('dismissed')]
  const decided = accepted + edited + dismissed
  if (decided === 0) return 'Nobody has decided about a suggestion yet.'
  const taken = `${accepted} ${accepted === 1 ? 'was' : 'were'} taken as suggested`
  return `Of ${decided} decided, ${taken}, ${edited} after a change, and ${dismissed} dismissed.`
}
