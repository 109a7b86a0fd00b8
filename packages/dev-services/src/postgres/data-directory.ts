import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import { StartRefused } from '../start-refused.ts'
import type { Binaries } from './binaries.ts'
import { giveTo, type Privileges } from './privileges.ts'

/** Only what the programs need: a PGOPTIONS or PGDATA of the person's shell would change them. */
export const serverEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(process.platform === 'win32' && { SystemRoot: process.env.SystemRoot }),
}

/**
 * Makes sure `data` is a data folder of our major version and owned by whoever runs the server.
 * Throws `StartRefused`, and touches nothing, when it holds anything else.
 */
export async function prepareData(
  data: string,
  binaries: Binaries,
  privileges: Privileges,
  isDisposable: boolean,
): Promise<void> {
  if (existsSync(data) && readdirSync(data).length > 0) {
    refuseOtherMajor(data, binaries.major)
    if (privileges.owner) giveTo(data, privileges.owner)
    return
  }
  await initialise(data, binaries, privileges, isDisposable)
}

function refuseOtherMajor(data: string, major: string): void {
  const version = join(data, 'PG_VERSION')
  if (!existsSync(version)) {
    throw new StartRefused(
      `${data} is not a PostgreSQL data folder, so WorkSmart leaves it as it is. Move it away, or set WORKSMART_DATA_DIR to another folder.`,
    )
  }
  const found = readFileSync(version, 'utf8').trim()
  if (found === major) return
  throw new StartRefused(
    `The data in ${data} was written by PostgreSQL ${found}, and this WorkSmart runs ${major}. Nothing was changed. Set WORKSMART_DATA_DIR to another folder, or DATABASE_URL to a PostgreSQL ${found} server.`,
  )
}

// initdb works in a folder beside the real one, which is renamed when it is whole: a start that is
// killed half-way leaves nothing that looks like data.
async function initialise(
  data: string,
  binaries: Binaries,
  privileges: Privileges,
  isDisposable: boolean,
): Promise<void> {
  const folder = join(data, '..')
  for (const name of readdirSync(folder)) {
    if (name.startsWith('data.new-')) rmSync(join(folder, name), { recursive: true, force: true })
  }
  const fresh = `${data}.new-${process.pid}`
  mkdirSync(fresh, { mode: 0o700 })
  chmodSync(fresh, 0o700)
  if (privileges.owner) giveTo(fresh, privileges.owner)
  const options = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8']
  options.push('--locale-provider=builtin', '--locale=C.UTF-8')
  if (isDisposable) options.push('--no-sync')
  const run = privileges.command(binaries.initdb, ['-D', fresh, ...options])
  const output = await runToEnd(run.file, run.args, run.as, folder)
  if (output !== null) {
    rmSync(fresh, { recursive: true, force: true })
    throw new StartRefused(`The database could not be made in ${data}: ${output}`)
  }
  rmSync(data, { recursive: true, force: true })
  renameSync(fresh, data)
}

/** Null when the program ends well, otherwise the last line it said. */
function runToEnd(
  file: string,
  args: string[],
  as: { uid?: number; gid?: number },
  cwd: string,
): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      ...as,
      cwd,
      env: serverEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const keep = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code) => {
      const errors = said.split('\n').filter((line) => /error|fatal|cannot|could not/i.test(line))
      resolve(code === 0 ? null : (errors[0] ?? said.trim().split('\n').at(-1) ?? `exit ${code}`))
    })
  })
}
