import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { decodeWorklog } from '@worksmart/types/import/decode-worklog'
import { readWorklog, type Worklog } from '@worksmart/types/import/worklog-tsv'
import { WorklogUnreadable } from '@worksmart/types/import/worklog-unreadable'
import { UsageProblem } from './import-arguments.ts'

/** About 800,000 lines. A larger file would have to be held in memory several times over. */
export const fileLimitBytes = 64 * 1024 * 1024

/** Reads a work log named relative to the first folder that has it. Throws `UsageProblem`. */
export async function readImportFile(name: string, folders: readonly string[]): Promise<Worklog> {
  const path = await findFile(name, folders)
  try {
    return readWorklog(decodeWorklog(await readFile(path)))
  } catch (error) {
    if (error instanceof WorklogUnreadable) throw new UsageProblem(`${name}: ${error.message}`)
    throw systemProblem(name, error)
  }
}

async function findFile(name: string, folders: readonly string[]): Promise<string> {
  let failure: unknown = null
  for (const folder of folders) {
    const path = resolve(folder, name)
    try {
      const facts = await stat(path)
      if (facts.isDirectory()) {
        throw new UsageProblem(`${name} is a folder. Name the file inside it.`)
      }
      if (!facts.isFile()) throw new UsageProblem(`${name} is not a plain file.`)
      if (facts.size > fileLimitBytes) throw new UsageProblem(tooLarge(name, facts.size))
      return path
    } catch (error) {
      if (error instanceof UsageProblem) throw error
      failure ??= error
    }
  }
  throw systemProblem(name, failure)
}

function tooLarge(name: string, bytes: number): string {
  const megabytes = (size: number) => Math.ceil(size / 1024 / 1024).toLocaleString('en')
  return (
    `${name} has ${megabytes(bytes)} MB; an import takes ${megabytes(fileLimitBytes)} MB. ` +
    'Cut it into parts, each with the first line that names the columns.'
  )
}

function systemProblem(name: string, error: unknown): UsageProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new UsageProblem(`There is no file ${name}.`)
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new UsageProblem(`${name} may not be read by you. Check its permissions.`)
  }
  return new UsageProblem(`${name} cannot be read (${code}).`)
}
