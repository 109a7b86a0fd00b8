// Keeps two WorkSmarts off one data folder. Node.js has no flock, so a small file names the owner;
// an owner that died without cleaning up is recognised by `processLife` and replaced.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { StartRefused } from '../start-refused.ts'
import { processLife } from './process-life.ts'

interface Owner {
  pid: number
  life: string | null
}

/**
 * Takes the folder for this process and returns how to give it back. Throws `StartRefused` when a
 * living process (this one included) already holds it.
 */
export function lockFolder(file: string, folder: string): () => void {
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, JSON.stringify({ pid: process.pid, life: processLife(process.pid) }))
  try {
    // A hard link appears whole or not at all, so nobody ever reads half a lock.
    for (let attempt = 0; attempt < 3; attempt++) {
      if (linked(mine, file)) return () => rmSync(file, { force: true })
      const owner = livingOwner(file)
      if (owner !== null) throw taken(folder, owner)
      discardStale(file, folder)
    }
    throw taken(folder, null)
  } finally {
    rmSync(mine, { force: true })
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** The living process named in the lock, or null when it died or the lock is unreadable. */
function livingOwner(file: string): number | null {
  try {
    const owner = JSON.parse(readFileSync(file, 'utf8')) as Owner
    return processLife(owner.pid) === owner.life ? owner.pid : null
  } catch {
    return null
  }
}

// Two starts may both see the stale lock. Moving it aside is atomic, so what was moved can be
// looked at again: when it is the fresh lock of the quicker start, it is put back.
function discardStale(file: string, folder: string): void {
  const aside = `${file}.${process.pid}.stale`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const owner = livingOwner(aside)
  if (owner !== null) linked(aside, file)
  rmSync(aside, { force: true })
  if (owner !== null) throw taken(folder, owner)
}

function taken(folder: string, pid: number | null): StartRefused {
  const who = pid === null ? '' : ` (process ${pid})`
  return new StartRefused(
    `WorkSmart already runs on ${folder}${who}. Stop it first, or set WORKSMART_DATA_DIR to another folder.`,
  )
}
