// Suggestions without any model: names that stand in the line, lines with the same words, and what
// the person used last. It says so in its evidence, and it is never called AI.

import type { Evidence } from '@worksmart/types/ai'
import type { Candidate, HistoryRow } from '@worksmart/types/inference/categorize'
import type { CategorizeContext, ProposedKind } from './categorize-context.ts'
import { likeness, wordsOf } from './words.ts'

export type Proposed = {
  value: string
  confidence: 'likely' | 'maybe'
  /** 0..1, for the log of what was shown; never shown itself. */
  score: number
  /** What the service made the score from, for the fit; null for what no model scored. */
  raw?: number | null
  evidence: Evidence[]
}

const alike = 0.5
const most = 3
const recentDays = 14

/** Up to three values for one kind, best first. */
export function suggestByRules(context: CategorizeContext, kind: ProposedKind): Proposed[] {
  const candidates = context.candidates.filter((one) => one.kind === kind)
  const words = new Set(wordsOf(context.activity))
  const found = new Map<string, Proposed>()
  for (const one of namedIn(candidates, words)) found.set(one.value, one)
  for (const one of byNeighbours(context.history, candidates, words)) {
    const named = found.get(one.value)
    if (named) named.evidence.push(...one.evidence)
    else found.set(one.value, one)
  }
  if (found.size === 0 && kind !== 'task') {
    for (const one of byHabit(context, candidates)) found.set(one.value, one)
  }
  return [...found.values()].sort((a, b) => b.score - a.score).slice(0, most)
}

/** What a person calls a candidate. */
export function labelOf(candidate: Candidate): string {
  if (candidate.kind === 'tag') return candidate.tag
  return candidate.kind === 'task' ? `${candidate.ref} ${candidate.title}` : candidate.name
}

export const candidateValue = (candidate: Candidate): string =>
  candidate.kind === 'tag' ? candidate.tag : candidate.id

function namedIn(candidates: readonly Candidate[], words: ReadonlySet<string>): Proposed[] {
  return candidates.flatMap((one) => {
    const names =
      one.kind === 'tag' ? [one.tag] : one.kind === 'task' ? [one.title] : [one.name, one.key]
    const name = names.find((text) => {
      const parts = wordsOf(text)
      // One short word of a title says little; a tag or a project is called by it.
      const isEnough = one.kind === 'task' ? parts.length > 1 : (parts[0]?.length ?? 0) > 2
      return isEnough && parts.every((part) => words.has(part))
    })
    if (name === undefined) return []
    const evidence = [{ type: 'exact' as const, text: `“${name}” is in the line`, checkinIds: [] }]
    return [{ value: candidateValue(one), confidence: 'likely' as const, score: 1, evidence }]
  })
}

function byNeighbours(
  history: readonly HistoryRow[],
  candidates: readonly Candidate[],
  words: ReadonlySet<string>,
): Proposed[] {
  const near = history.flatMap((row) => {
    const score = likeness(words, new Set(wordsOf(row.text)))
    return score >= alike ? [{ row, weight: score ** 3 * (row.isOwn ? 1 : 0.5) }] : []
  })
  const total = near.reduce((sum, one) => sum + one.weight, 0)
  return candidates.flatMap((one) => {
    const agreeing = near.filter(({ row }) => holds(row, one))
    if (agreeing.length === 0) return []
    const share = agreeing.reduce((sum, { weight }) => sum + weight, 0) / total
    const count = agreeing.length
    return [
      {
        value: candidateValue(one),
        confidence: count > 1 && share >= 0.7 ? ('likely' as const) : ('maybe' as const),
        // Below what stands in the line itself.
        score: Math.min(0.99, share * (1 - 0.5 ** count)),
        evidence: [
          {
            type: 'neighbours' as const,
            text: `like ${count} ${count === 1 ? 'check-in' : 'check-ins'} on ${labelOf(one)}`,
            checkinIds: agreeing.slice(0, 5).map(({ row }) => row.id),
          },
        ],
      },
    ]
  })
}

function holds(row: HistoryRow, one: Candidate): boolean {
  if (one.kind === 'tag') return (row.tags ?? []).includes(one.tag)
  return one.kind === 'task' ? row.taskId === one.id : row.projectId === one.id
}

/** What the person logged to last, when that is not long ago. */
function byHabit({ lastOwn, today }: CategorizeContext, candidates: readonly Candidate[]) {
  if (!lastOwn) return []
  const days = (Date.parse(today) - Date.parse(lastOwn.workDate)) / 86_400_000
  if (days > recentDays) return []
  return candidates
    .filter((one) => holds(lastOwn, one))
    .slice(0, 1)
    .map((one) => ({
      value: candidateValue(one),
      confidence: 'maybe' as const,
      score: 0.2,
      evidence: [
        { type: 'recent' as const, text: 'used in your last check-in', checkinIds: [lastOwn.id] },
      ],
    }))
}
