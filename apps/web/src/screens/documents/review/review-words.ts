import type { AnalysisField } from '@worksmart/types/analysis'
import type { ErrorCode } from '@worksmart/types/error-codes'
import { civilToday, formatDay } from '../../../lib/dates.ts'
import { formatMinutes } from '../../../lib/durations.ts'

export const fieldGroups: Record<AnalysisField['kind'], string> = {
  type: 'Type',
  summary: 'Summary',
  action: 'Action items',
  entity: 'Found in the text',
  link: 'Belongs to',
}

const typeNames: Record<string, string> = {
  invoice: 'Invoice',
  receipt: 'Receipt',
  contract: 'Contract',
  proposal: 'Proposal',
  report: 'Report',
  specification: 'Specification',
  meeting_notes: 'Meeting notes',
  timesheet: 'Timesheet',
  letter: 'Letter',
}

const entityNames: Record<string, string> = {
  date: 'Date',
  amount: 'Amount',
  duration: 'Duration',
  email: 'E-mail address',
  name: 'Name',
}

/** What a field is called in a sentence: "date", "action item". */
export function fieldName({ kind, subkind }: AnalysisField): string {
  if (kind === 'entity') return (entityNames[subkind ?? ''] ?? 'value').toLowerCase()
  if (kind === 'action') return 'action item'
  return kind === 'link' ? `link to a ${subkind ?? 'project'}` : kind
}

/** What stands over a value of the group "Found in the text"; null in the other groups. */
export function entityName({ kind, subkind }: AnalysisField): string | null {
  return kind === 'entity' ? (entityNames[subkind ?? ''] ?? null) : null
}

/** A value as a person reads it; `value` may be what they made of it. */
export function valueWords(
  { kind, subkind }: AnalysisField,
  value: string,
  timeZone: string,
): string {
  if (kind === 'type') return typeNames[value] ?? value
  if (subkind === 'date' && /^\d{4}-\d\d-\d\d$/.test(value)) {
    return formatDay(value, civilToday(timeZone))
  }
  return subkind === 'duration' && /^\d+$/.test(value) ? formatMinutes(Number(value)) : value
}

export const typeChoices = Object.entries(typeNames).map(([id, name]) => ({ id, name }))

/** A decision that was taken back is none. */
export function isDecided({ review }: AnalysisField): boolean {
  return review !== null && review.outcome !== 'ignored'
}

const outcomes = {
  accepted: 'Accepted',
  edited: 'Changed',
  dismissed: 'Dismissed',
  snoozed: 'Put off',
  ignored: 'Not decided',
} as const

/** Who decided what about a field, and when. */
export function reviewWords(
  review: NonNullable<AnalysisField['review']>,
  timeZone: string,
): string {
  const day = formatDay(civilToday(timeZone, new Date(review.at)), civilToday(timeZone))
  return `${outcomes[review.outcome]} by ${review.userName ?? 'someone who left'}, ${day.toLowerCase() === 'today' ? 'today' : day}`
}

const failures: Partial<Record<ErrorCode, string>> = {
  'ai.off': 'AI help is off.',
  'ai.timeout': 'Reading it took too long.',
  'ai.unavailable': 'AI help is not available right now.',
  'ai.misconfigured': 'AI help is not set up as it should be. An admin has to look.',
  'ai.bad_response': 'What came back could not be trusted, so nothing of it was kept.',
  'document.encrypted': 'The file is protected by a password.',
  'document.object_changed': 'The file is not the one that was uploaded.',
  'document.object_missing': 'The file is not in the storage any more.',
  'document.unreadable': 'The file is damaged or in another format than its name says.',
}

/** Why there is no analysis. */
export function failureWords(code: ErrorCode | null): string {
  return (code && failures[code]) ?? 'Something went wrong while it was read.'
}
