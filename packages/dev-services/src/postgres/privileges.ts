// PostgreSQL refuses to run as root. Containers and fresh servers often are root, so the server
// then runs as somebody else who can reach the programs and the data.
import { spawnSync } from 'node:child_process'
import { lchownSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StartRefused } from '../start-refused.ts'

export interface Account {
  uid: number
  gid: number
}

export interface Privileges {
  /** Who must own the data folder on disk, or null to leave it alone. */
  owner: Account | null
  /** Turns a command into the one to spawn, with the options that give up root. */
  command(file: string, args: string[]): { file: string; args: string[]; as: Partial<Account> }
}

const nobody: Account = { uid: 65534, gid: 65534 }

/** Whether an account may pass through every folder above `path`, and `path` when it is one. */
export function canReach(path: string, account: Account): boolean {
  const info = statSync(path, { throwIfNoEntry: false })
  if (info?.isDirectory()) {
    const { mode, uid, gid } = info
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
  }
  const parent = dirname(path)
  return parent === path || canReach(parent, account)
}

/**
 * How to run PostgreSQL for a data folder. `folder` exists; `data` inside it may not exist yet.
 * Throws `StartRefused` as root when no way is open.
 */
export function choosePrivileges(
  folder: string,
  data: string,
  nativeDir: string,
  uid = process.getuid?.(),
): Privileges {
  if (uid !== 0) return { owner: null, command: (file, args) => ({ file, args, as: {} }) }

  // Data of an ordinary user stays that user's, so that a run as root does not lock them out.
  const made = statSync(data, { throwIfNoEntry: false })
  const account = made && made.uid !== 0 ? { uid: made.uid, gid: made.gid } : nobody
  for (const candidate of [account, nobody]) {
    if (canReach(folder, candidate) && canReach(nativeDir, candidate)) {
      return { owner: candidate, command: (file, args) => ({ file, args, as: candidate }) }
    }
  }

  // Below a home folder of mode 0700 nobody else can pass. In a user namespace root keeps its
  // files and yet is called nobody, which is all that PostgreSQL checks.
  const asNobody = ['--user', '--map-user=65534', '--map-group=65534', '--']
  if (spawnSync('unshare', [...asNobody, 'true'], { stdio: 'ignore' }).status === 0) {
    return {
      owner: { uid: 0, gid: 0 },
      command: (file, args) => ({ file: 'unshare', args: [...asNobody, file, ...args], as: {} }),
    }
  }
  throw new StartRefused(
    `PostgreSQL cannot run as root, and another user cannot reach ${folder}. Start WorkSmart as an ordinary user, set WORKSMART_DATA_DIR to a folder outside a private home, or set DATABASE_URL to a PostgreSQL server.`,
  )
}

/** Gives a folder and all in it to an account; a folder that is theirs already costs one look. */
export function giveTo(path: string, account: Account): void {
  const { uid } = lstatSync(path)
  if (uid !== account.uid) giveAllTo(path, account)
}

function giveAllTo(path: string, account: Account): void {
  // The top folder goes last: a walk that was cut short is then done again by the next start.
  if (lstatSync(path).isDirectory()) {
    for (const name of readdirSync(path)) giveAllTo(join(path, name), account)
  }
  lchownSync(path, account.uid, account.gid)
}
