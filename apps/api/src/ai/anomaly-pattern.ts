import type { AnomalyKind } from '@worksmart/types/anomalies'
import { unusualRules } from '@worksmart/types/inference/anomalies'

/**
 * What makes two findings the same one: the kind, whose it is, and what it is about.
 */
export function anomalyPattern(
  kind: AnomalyKind,
  userId: string,
  about: readonly string[],
): string {
  return [kind, userId, ...about].join('|')
}

const unusual = new Set<string>(unusualRules)

/**
 * What “it’s fine” to a finding silences: a certain one silences itself; an unusual one silences its
 * rule for this person and project.
 */
export function silencedBy(pattern: string): string {
  const parts = pattern.split('|')
  return unusual.has(parts[0] ?? '') ? parts.slice(0, 3).join('|') : pattern
}
