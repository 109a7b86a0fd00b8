// A person's own data as one JSON file, written while it is read: page after page of each table, so
// that memory stays flat and no transaction stays open while a slow reader takes its time. Files are
// named by an address each, and no byte of one passes through here.

import type {
  AccountExport,
  downloadObstacles,
  ExportedDocumentRow,
} from '@worksmart/types/account-export'
import { recordExport } from '../audit/record-export.ts'
import { toInstant } from '../db/instant.ts'
import type { Actor, TextRow } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { notFound } from '../errors.ts'
import { compileRowWriter } from '../http/row-writer.ts'
import type { Storage } from '../storage/storage.ts'
import { selectMe } from '../users/users.queries.ts'
import {
  checkinWalks,
  documentWalk,
  keyIn,
  selectWalked,
  type Walk,
  walks,
} from './account-export.queries.ts'

const pageRows = 500
/** A document carries its whole analysis, so fewer of them are held at a time. */
const documentRows = 50
/** Long enough to fetch every file of an export that was just saved. */
const downloadS = 3600
/** How long the storage may take to say that it is there; ms. */
const storageMs = 2000

/**
 * Chunks of JSON text, an `AccountExport` in all. Who the person is has been read, and the export
 * noted in the log, before anything is sent.
 */
export async function exportAccount(
  deps: Dependencies,
  actor: Actor,
): Promise<AsyncGenerator<string>> {
  const head = await readHead(deps, actor)
  await recordExport(deps, actor, {
    action: 'me.exported',
    objectType: 'user',
    objectId: actor.userId,
    after: null,
  })
  return write(deps, actor, head)
}

type Head = Pick<AccountExport, 'exportedAt' | 'person' | 'workspace'>

function readHead(deps: Dependencies, actor: Actor): Promise<Head> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    const row = await selectMe(tx, viewer)
    if (!row) throw notFound('user')
    const { workspaceId: _workspaceId, createdAt, updatedAt, ...person } = row.user
    return {
      exportedAt: deps.now().toISOString(),
      person: {
        ...person,
        role: viewer.role,
        createdAt: toInstant(createdAt),
        updatedAt: toInstant(updatedAt),
      },
      workspace: row.workspace,
    }
  })
}

async function* write(deps: Dependencies, actor: Actor, head: Head): AsyncGenerator<string> {
  yield JSON.stringify(head).slice(0, -1)
  yield* writeSection('checkins', readAll(deps, actor, checkinWalks, pageRows))
  yield* writeSection('documents', readDocuments(deps, actor))
  for (const [name, walk] of Object.entries(walks)) {
    yield* writeSection(name, readAll(deps, actor, [walk], pageRows))
  }
  yield '}\n'
}

/** One key of the file and its array; each chunk is the JSON of some rows. */
async function* writeSection(
  name: string,
  pages: AsyncGenerator<string[]>,
): AsyncGenerator<string> {
  let lead = `,\n${JSON.stringify(name)}:[`
  for await (const rows of pages) {
    if (rows.length === 0) continue
    yield lead + rows.join(',\n')
    lead = ',\n'
  }
  yield lead === ',\n' ? ']' : `${lead}]`
}

async function* readAll(
  deps: Dependencies,
  actor: Actor,
  several: readonly Walk[],
  rows: number,
): AsyncGenerator<string[]> {
  for (const walk of several) {
    const writeRow = compileRowWriter(walk.columns)
    for await (const page of readPages(deps, actor, walk, rows)) yield page.map(writeRow)
  }
}

async function* readPages(
  deps: Dependencies,
  actor: Actor,
  walk: Walk,
  rows: number,
): AsyncGenerator<TextRow[]> {
  let after: string[] | null = null
  for (;;) {
    const page: TextRow[] = await deps.database.readAs(
      actor,
      selectWalked(walk, actor, after, rows),
    )
    yield page
    const last = page.at(-1)
    if (page.length < rows || !last) return
    after = keyIn(walk, last)
  }
}

type Obstacle = (typeof downloadObstacles)[number]

async function* readDocuments(deps: Dependencies, actor: Actor): AsyncGenerator<string[]> {
  const writeRow = compileRowWriter(documentWalk.columns)
  let storage: Storage | Obstacle | undefined
  for await (const page of readPages(deps, actor, documentWalk, documentRows)) {
    if (page.length > 0) storage ??= await reachStorage(deps)
    const written: string[] = []
    for (const row of page) {
      const download = await addressOf(storage ?? 'not_configured', actor, row)
      written.push(`${writeRow(row).slice(0, -1)},${JSON.stringify(download).slice(1)}`)
    }
    yield written
  }
}

// Signing asks nobody, so a storage that is away would be told of by a broken address only.
async function reachStorage({ storage }: Dependencies): Promise<Storage | Obstacle> {
  if (!storage) return 'not_configured'
  return storage.check(storageMs).then(
    () => storage,
    () => 'unavailable' as const,
  )
}

const cellOf = (key: keyof typeof ExportedDocumentRow.shape) =>
  documentWalk.columns.findIndex((column) => column.key === key)
const [id, name, mime, status] = [cellOf('id'), cellOf('name'), cellOf('mime'), cellOf('status')]

async function addressOf(storage: Storage | Obstacle, actor: Actor, row: TextRow) {
  const none = (downloadObstacle: Obstacle) => ({ download: null, downloadObstacle })
  if (row[status] !== 'ready') return none('not_ready')
  if (typeof storage === 'string') return none(storage)
  const file = {
    workspaceId: actor.workspaceId,
    documentId: row[id] ?? '',
    name: row[name] ?? '',
    mime: row[mime] ?? '',
  }
  try {
    const { url, expiresAt } = await storage.signDownload(file, false, downloadS)
    return { download: { url, expiresAt: expiresAt.toISOString() }, downloadObstacle: null }
  } catch {
    // The credentials of a machine can be away while its storage answers.
    return none('unavailable')
  }
}
