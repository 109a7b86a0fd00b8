// Several ranked lists become one by reciprocal rank: places count, scores of different kinds are
// never compared. Pure.

export type Arm = 'words' | 'parts' | 'meaning'

/** Owners of one arm, best first, each once. */
export type Ranked = Record<Arm, readonly string[]>

export type Fused = { key: string; score: number; matched: 'lexical' | 'semantic' | 'both' }

const k = 60
// Meaning counts double: at one the hybrid found less than words alone (docs/evaluation.md).
const weights: Record<Arm, number> = { words: 1, parts: 0.5, meaning: 2 }
/** A row of today is worth half a place at the top; it fades to a half in three months. */
const recency = 0.0005
const halfLifeMs = 90 * 86_400_000

/** One list, best first. `ageMs` breaks ties of meaning between the old and the new. */
export function fuse(ranked: Ranked, ageMs: (key: string) => number): Fused[] {
  const found = new Map<string, { score: number; arms: Set<Arm> }>()
  for (const arm of ['words', 'parts', 'meaning'] as const) {
    ranked[arm].forEach((key, index) => {
      const one = found.get(key) ?? { score: 0, arms: new Set<Arm>() }
      one.score += weights[arm] / (k + index + 1)
      one.arms.add(arm)
      found.set(key, one)
    })
  }
  return [...found]
    .map(([key, { score, arms }]) => {
      const isLexical = arms.has('words') || arms.has('parts')
      const matched = !isLexical ? 'semantic' : arms.has('meaning') ? 'both' : 'lexical'
      return { key, score: score + recency * 2 ** (-Math.max(0, ageMs(key)) / halfLifeMs), matched }
    })
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1)) as Fused[]
}
