import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { dumpLines, type Sums, sumTables } from '../db/dump.ts'
import { CannotRestore, type Restored, restoreDump } from '../db/restore.ts'
import { withScratchDatabase } from '../db/scratch-database.ts'
import { openBackup, writeBackup } from './backup-file.ts'
import { findBreaches } from './chain-check.ts'

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
): Promise<Restored> {
  const { lines } = await openBackup(path, secret)
  return restoreDump(databaseUrl, lines())
}

/**
 * Restores a backup into a scratch database beside the one of `databaseUrl` and compares rows and
 * checksums of every table, and every link of the audit log. Answers what is in it.
 */
export async function verifyBackup(
  path: string,
  { databaseUrl, secret }: BackupOptions,
): Promise<Sums> {
  return withScratchDatabase(databaseUrl, async (scratchUrl) => {
    const { sums: promised, isCurrent } = await restoreBackup(path, {
      databaseUrl: scratchUrl,
      secret,
    })
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
    return promised
  })
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
