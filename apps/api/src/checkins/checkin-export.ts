// The export is a walk over keyset pages, so memory stays flat and no transaction stays open while
// a slow reader takes its time.

import type { CheckinExportFilter } from '@worksmart/types/checkins'
import { recordExport } from '../audit/record-export.ts'
import { toInstant } from '../db/instant.ts'
import type { Actor, TextRow } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { compileRowWriter, readTextArray } from '../http/row-writer.ts'
import { keyOf, readInScope } from './checkin-reads.service.ts'
import { checkinColumns, selectPage } from './checkins.queries.ts'

const pageRows = 1000
const writeRow = compileRowWriter(checkinColumns)

/**
 * Chunks of text; oldest rows last, as in the list. The first page is read, and the export noted in
 * the log, before anything is sent.
 */
export async function exportCheckins(
  deps: Dependencies,
  actor: Actor,
  filter: CheckinExportFilter,
): Promise<AsyncGenerator<string>> {
  const page = (after: readonly string[] | null) =>
    readInScope(deps, actor, filter, false, (scope) =>
      selectPage(scope, { ...filter, order: 'logged' }, after, pageRows),
    )
  const first = await page(null)
  await recordExport(deps, actor, {
    action: 'checkins.exported',
    objectType: filter.userId === undefined ? 'workspace' : 'user',
    objectId: filter.userId ?? actor.workspaceId,
    after: filter,
  })
  return filter.format === 'json' ? asJson(first, page) : asCsv(first, page)
}

type NextPage = (after: readonly string[]) => Promise<TextRow[]>

async function* pages(first: TextRow[], next: NextPage): AsyncGenerator<TextRow[]> {
  let rows = first
  for (;;) {
    yield rows
    const last = rows.at(-1)
    if (rows.length < pageRows || !last) return
    rows = await next(keyOf(last, 'logged'))
  }
}

async function* asJson(first: TextRow[], next: NextPage): AsyncGenerator<string> {
  let lead = '['
  for await (const rows of pages(first, next)) {
    if (rows.length > 0) yield lead + rows.map(writeRow).join(',\n')
    if (rows.length > 0) lead = ',\n'
  }
  yield lead === '[' ? '[]' : ']'
}

async function* asCsv(first: TextRow[], next: NextPage): AsyncGenerator<string> {
  // The mark makes spreadsheets read UTF-8.
  yield `\uFEFF${checkinColumns.map((column) => column.key).join(',')}\r\n`
  for await (const rows of pages(first, next)) {
    yield rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
  }
}

function csvCell(cell: string | null, i: number): string {
  if (cell === null) return ''
  const kind = checkinColumns[i]?.kind
  if (kind === 'instant') return toInstant(cell)
  if (kind === 'textArray') return quoteCsv(readTextArray(cell).join(' '))
  return kind === 'text' ? quoteCsv(cell) : cell
}

/** RFC 4180; an apostrophe keeps a spreadsheet from running a cell as a formula. */
export function quoteCsv(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
