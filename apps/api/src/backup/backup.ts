import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { dumpLines, type Sums, sumTables } from '../db/dump.ts'
import { CannotRestore, type Restored, restoreDump } from '../db/restore.ts'
import { withScratchDatabase } from '../db/scratch-database.ts'
import type { Storage } from '../storage/storage.ts'
import { openBackup, writeBackup } from './backup-file.ts'
import { findBreaches } from './chain-check.ts'
import { compareFiles, FilesNotCompared, type FilesReport } from './compare-files.ts'
import { connectBackup } from './connect-backup.ts'
import { selectFiles } from './documents.queries.ts'

export type BackupOptions = {
  databaseUrl: string
  /** Null leaves the file readable; a server never does. */
  secret: string | null
}

const dayMs = 86_400_000
const name = /^worksmart-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z\.backup$/

/** The name of a backup says when it was made: `worksmart-2026-11-24T02-00-00Z.backup`. */
export function backupName(at: Date): string {
  return `worksmart-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z.backup`
}

/** Writes a backup into the folder and answers its path. */
export async function makeBackup(
  folder: string,
  at: Date,
  { databaseUrl, secret }: BackupOptions,
): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, backupName(at))
  await writeBackup(path, dumpLines(databaseUrl), { createdAt: at.toISOString(), secret })
  return path
}

/** Puts a backup into the empty database. Throws `BadBackup` or `CannotRestore` before any change. */
export async function restoreBackup(
  path: string,
  { databaseUrl, secret }: BackupOptions,
): Promise<Restored & { createdAt: string }> {
  const { createdAt, lines } = await openBackup(path, secret)
  return { ...(await restoreDump(databaseUrl, lines())), createdAt }
}

export type Verified = {
  /** What is in the backup. */
  sums: Sums
  /** What the storage has for it; null when nobody asked. */
  files: FilesReport | FilesNotCompared | null
}

/** Where the files of the documents are, and how long looking at all of them may take. */
export type FilesPlace = { storage: Pick<Storage, 'list' | 'findDocument'>; limitMs: number }

/**
 * Restores a backup into a scratch database beside the one of `databaseUrl` and compares rows and
 * checksums of every table, every link of the audit log, and with `place` every document with its
 * object. Throws when the backup is not good; what is wrong with the files is answered.
 */
export async function verifyBackup(
  path: string,
  { databaseUrl, secret }: BackupOptions,
  place: FilesPlace | null = null,
): Promise<Verified> {
  return withScratchDatabase(databaseUrl, async (scratchUrl) => {
    const restored = await restoreBackup(path, { databaseUrl: scratchUrl, secret })
    const { sums: promised, isCurrent, createdAt } = restored
    const found = await sumTables(scratchUrl)
    for (const [table, sum] of Object.entries(promised)) {
      const other = found[table]
      if (other?.rows !== sum.rows) throw new CannotRestore(`The table ${table} lost rows.`)
      if (isCurrent && other.sha256 !== sum.sha256) {
        throw new CannotRestore(`The rows of ${table} came back different.`)
      }
    }
    const breaches = await findBreaches(scratchUrl)
    if (breaches.length > 0) {
      throw new CannotRestore(`The audit log in the backup does not hold: ${breaches.join(' ')}`)
    }
    const files = place && (await lookForFiles(scratchUrl, new Date(createdAt), place))
    return { sums: promised, files }
  })
}

async function lookForFiles(
  scratchUrl: string,
  madeAt: Date,
  { storage, limitMs }: FilesPlace,
): Promise<FilesReport | FilesNotCompared> {
  const pool = connectBackup(scratchUrl)
  try {
    const clock = () => performance.now()
    return await compareFiles({ rows: selectFiles(pool), storage, madeAt, limitMs, clock })
  } catch (error) {
    if (error instanceof FilesNotCompared) return error
    throw error
  } finally {
    await pool.end()
  }
}

/** When the newest backup of the folder was made; null when there is none. */
export async function lastBackupAt(folder: string): Promise<Date | null> {
  const times = (await readdir(folder).catch(() => [])).map(timeOf).filter((at) => at !== null)
  return times.sort((a, b) => b.getTime() - a.getTime())[0] ?? null
}

/** Removes backups older than `keepDays`, never the newest one. Answers their names. */
export async function removeOldBackups(
  folder: string,
  keepDays: number,
  now: Date,
): Promise<string[]> {
  const newest = await lastBackupAt(folder)
  const old = (await readdir(folder)).filter((file) => {
    const at = timeOf(file)
    return (
      at !== null &&
      at.getTime() !== newest?.getTime() &&
      now.getTime() - at.getTime() > keepDays * dayMs
    )
  })
  for (const file of old) await rm(join(folder, file))
  return old.sort()
}

function timeOf(file: string): Date | null {
  const [, day, hours, minutes, seconds] = name.exec(file) ?? []
  return day ? new Date(`${day}T${hours}:${minutes}:${seconds}Z`) : null
}

/** Bytes of a file, for the report. */
export async function sizeBytes(path: string): Promise<number> {
  return (await stat(path)).size
}
