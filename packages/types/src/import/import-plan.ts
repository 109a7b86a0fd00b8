import type { ImportItem, WorklogRow } from './worklog-tsv.ts'

/** Whose rows the lines become: all of them one user's, or only the named people's. */
export type ImportMapping = { everyone: string } | { people: ReadonlyMap<string, string> }

/** One call of the batch endpoint; `lines[i]` is the file's line of `items[i]`. */
export type ImportBatch = { userId: string; items: ImportItem[]; lines: number[] }

export type ImportPlan = {
  batches: ImportBatch[]
  /** Lines that will be sent. */
  lines: number
  /** Lines of people whom the mapping does not name. */
  leftOut: number
}

export const batchLimits = { items: 500, bytes: 900_000 } as const

// `{"source":"import","dryRun":false,"items":[]}` and room for another field or two.
const envelopeBytes = 200
const encoder = new TextEncoder()

/** Cuts rows, in file order, into batches of at most 500 items and 900 kB of JSON per user. */
export function planImport(rows: readonly WorklogRow[], mapping: ImportMapping): ImportPlan {
  const batches: ImportBatch[] = []
  const open = new Map<string, { batch: ImportBatch; bytes: number }>()
  let lines = 0
  for (const row of rows) {
    const userId = 'everyone' in mapping ? mapping.everyone : mapping.people.get(row.person)
    if (userId === undefined) continue
    const bytes = encoder.encode(JSON.stringify(row.item)).length + 1
    let current = open.get(userId)
    if (!current || isFull(current, bytes)) {
      current = { batch: { userId, items: [], lines: [] }, bytes: envelopeBytes }
      open.set(userId, current)
      batches.push(current.batch)
    }
    current.batch.items.push(row.item)
    current.batch.lines.push(row.line)
    current.bytes += bytes
    lines++
  }
  return { batches, lines, leftOut: rows.length - lines }
}

function isFull(current: { batch: ImportBatch; bytes: number }, bytes: number): boolean {
  const { items } = current.batch
  return items.length >= batchLimits.items || current.bytes + bytes > batchLimits.bytes
}

/** The people of a file with their number of lines, most lines first, then by name. */
export function countPeople(rows: readonly WorklogRow[]): { person: string; lines: number }[] {
  const counts = new Map<string, number>()
  for (const { person } of rows) counts.set(person, (counts.get(person) ?? 0) + 1)
  return Array.from(counts, ([person, lines]) => ({ person, lines })).sort(
    (a, b) => b.lines - a.lines || (a.person < b.person ? -1 : 1),
  )
}
