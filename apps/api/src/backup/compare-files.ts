// The files of the documents in a backup against the objects in the storage: a backup holds rows
// alone, and a row whose file is gone brings nobody's document back.

import { AppError } from '../errors.ts'
import type { ListedObject, Storage } from '../storage/storage.ts'
import { listObjects, walkBoth } from '../storage/walk-both.ts'
import type { FileRow } from './documents.queries.ts'

export type FilesReport = {
  /** Documents whose object was looked for. */
  compared: number
  /** Those whose SHA-256 was compared too; not every storage keeps one. */
  hashed: number
  /** Documents without an object. */
  missing: number
  /** Objects of another size or with other bytes. */
  different: number
  /** Objects that no document of the backup knows and that were old when it was made. */
  stray: number
  /** Objects that came later, or too shortly before for their document to be written. */
  newer: number
  /** What is wrong, a sentence each, at most twenty. */
  examples: string[]
}

/** The storage is away or the time was over: nothing is known about the rest. */
export class FilesNotCompared extends Error {}

export type FilesCheck = {
  rows: AsyncGenerator<FileRow>
  storage: Pick<Storage, 'list' | 'findDocument'>
  /** When the backup was made. */
  madeAt: Date
  /** For all of it. Each call to the storage has the limit of its client besides. */
  limitMs: number
  /** Milliseconds that never go back. */
  clock: () => number
}

// The sweep leaves an object without a row alone for as long: an upload writes its row last.
const strayAfterMs = 48 * 60 * 60_000
const atOnce = 8
const mostExamples = 20

/** Compares every document of the backup with its object. Throws `FilesNotCompared`. */
export async function compareFiles(check: FilesCheck): Promise<FilesReport> {
  const report: FilesReport = {
    ...{ compared: 0, hashed: 0, missing: 0, different: 0, stray: 0, newer: 0 },
    examples: [],
  }
  const endsAt = check.clock() + check.limitMs
  const demandTime = () => {
    if (check.clock() <= endsAt) return
    const seconds = Math.round(check.limitMs / 1000)
    throw new FilesNotCompared(
      `The time of ${seconds} s was over after ${report.compared} documents.`,
    )
  }
  const tell = (sentence: string) => {
    if (report.examples.length < mostExamples) report.examples.push(sentence)
  }
  const lookAtObject = ({ key, modifiedAt }: ListedObject) => {
    if (modifiedAt.getTime() > check.madeAt.getTime() - strayAfterMs) report.newer += 1
    else {
      report.stray += 1
      tell(`No document of the backup knows the object ${key}.`)
    }
  }
  const differs = ({ documentId }: FileRow, what: string) => {
    report.different += 1
    tell(`The file of the document ${documentId} ${what}.`)
  }
  const isMissing = ({ documentId }: FileRow) => {
    report.missing += 1
    tell(`The file of the document ${documentId} is not in the storage.`)
  }
  const lookInside = async (row: FileRow) => {
    const [, workspaceId = ''] = row.key.split('/')
    const found = await check.storage.findDocument({ workspaceId, documentId: row.documentId })
    if (!found) return isMissing(row)
    if (found.sha256 === null) return
    report.hashed += 1
    if (found.sha256 !== row.sha256) differs(row, 'has other bytes than it was uploaded with')
  }
  let waiting: FileRow[] = []
  const flush = async () => {
    await Promise.all(waiting.map(lookInside))
    waiting = []
  }
  try {
    for await (const { object, row } of walkBoth(
      listObjects(check.storage, 'documents'),
      check.rows,
    )) {
      demandTime()
      if (!row) {
        lookAtObject(object)
        continue
      }
      report.compared += 1
      if (!object) isMissing(row)
      else if (object.sizeBytes !== row.sizeBytes) {
        differs(row, `has ${object.sizeBytes} bytes instead of ${row.sizeBytes}`)
      } else if (waiting.push(row) >= atOnce) await flush()
    }
    await flush()
    return report
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new FilesNotCompared(`The file storage did not answer as it should (${error.code}).`)
  } finally {
    await check.rows.return(undefined)
  }
}

/** One line for whoever runs this. */
export function filesInWords(report: FilesReport): string {
  const { compared, hashed, missing, different, stray, newer } = report
  return (
    `Files: ${compared} compared, ${hashed} of them with their checksum; ` +
    `${missing} missing, ${different} different, ${stray} that no document knows, ${newer} newer.`
  )
}
