import type { BasedOn, Narrative, NarrativeLine, NarrativePage } from '@worksmart/types/narrative'
import { civilToday, formatDay } from '../../../lib/dates.ts'

/** Who stands behind a published status. */
export function publishedWords(narrative: Narrative, timeZone: string, today: string): string {
  const { source, edited, authorName, createdAt } = narrative
  const day = formatDay(civilToday(timeZone, new Date(createdAt)), today)
  const by = `published by ${authorName ?? 'someone who left'}, ${day}`
  const drafted = source === 'ai' ? 'Drafted by AI' : 'Drafted from your data'
  return edited ? `${drafted}, edited and ${by}` : `${drafted}, ${by}`
}

/** What happened to the project's time since a status was written; null when nothing did. */
export function sinceWords(basedOn: BasedOn, now: NarrativePage['now']): string | null {
  const more = now.checkinCount - basedOn.checkinCount
  if (more > 0) return `${more} ${more === 1 ? 'check-in' : 'check-ins'} since`
  return more < 0 || now.minutes !== basedOn.minutes ? 'Data changed since' : null
}

/** A status for another place: a heading, one line per sentence, and what it stands on. */
export function toMarkdown(
  projectName: string,
  { sentences, facts }: { sentences: readonly NarrativeLine[]; facts: Narrative['facts'] },
  byline: string,
): string {
  const numbers = new Map<string, number>()
  const lines = sentences.map(({ text, factIds }) => {
    const marks = factIds.map((id) => {
      if (!numbers.has(id)) numbers.set(id, numbers.size + 1)
      return `[^${numbers.get(id)}]`
    })
    return `${escaped(text)}${marks.length > 0 ? ` ${marks.join('')}` : ''}`
  })
  const notes = [...numbers].map(([id, number]) => {
    const fact = facts.find((one) => one.id === id)
    return `[^${number}]: ${escaped(fact?.text ?? '')}`
  })
  return [`## ${escaped(projectName)}`, ...lines, `_${escaped(byline)}_`, notes.join('\n')]
    .filter(Boolean)
    .join('\n\n')
}

// What people wrote must not become markup of another page.
function escaped(text: string): string {
  return text.replace(/([\\`*_[\]<>#|])/g, '\\$1')
}
