import type { CheckinBatchResult } from '../checkins.ts'
import type { ImportBatch } from './import-plan.ts'
import type { RefusedLine } from './worklog-tsv.ts'

/** Counts so far. `sent` is what the app has answered for: the other three add up to it. */
export type ImportTally = {
  sent: number
  created: number
  existing: number
  refused: RefusedLine[]
}

/** `stopped` is what ended it early, null when every batch was answered. */
export type ImportOutcome = ImportTally & { stopped: { cause: unknown } | null }

export type ImportRunOptions = {
  /** After each answer, with the counts so far. */
  onProgress?: (tally: ImportTally) => void
  signal?: AbortSignal
}

/**
 * Sends the batches one after the other. Never throws: whatever stops it, the answer says what was
 * done until then, and running again continues because the app knows the lines it has.
 */
export async function runImport(
  batches: readonly ImportBatch[],
  send: (batch: ImportBatch) => Promise<CheckinBatchResult>,
  { onProgress, signal }: ImportRunOptions = {},
): Promise<ImportOutcome> {
  let tally: ImportTally = { sent: 0, created: 0, existing: 0, refused: [] }
  for (const batch of batches) {
    try {
      signal?.throwIfAborted()
      tally = addAnswer(tally, batch, await send(batch))
    } catch (cause) {
      return { ...tally, stopped: { cause } }
    }
    onProgress?.(tally)
  }
  return { ...tally, stopped: null }
}

function addAnswer(tally: ImportTally, batch: ImportBatch, answer: CheckinBatchResult) {
  const refused = answer.refused.map(({ index, problem }): RefusedLine => {
    const [field] = problem.errors ?? []
    return { line: batch.lines[index] ?? 0, reason: field?.message ?? problem.detail, found: null }
  })
  return {
    sent: tally.sent + batch.items.length,
    created: tally.created + answer.created.length,
    existing: tally.existing + answer.existing.length,
    refused: [...tally.refused, ...refused],
  }
}

export type RefusedGroup = { reason: string; lines: { line: number; found: string | null }[] }

/** Refused lines by reason, the commonest first, each group in file order. */
export function groupRefused(refused: readonly RefusedLine[]): RefusedGroup[] {
  const groups = new Map<string, RefusedGroup>()
  for (const { reason, line, found } of refused.toSorted((a, b) => a.line - b.line)) {
    const group = groups.get(reason) ?? { reason, lines: [] }
    group.lines.push({ line, found })
    groups.set(reason, group)
  }
  return Array.from(groups.values()).sort((a, b) => b.lines.length - a.lines.length)
}
