// `npm run backup`, `npm run restore -- FILE`, `npm run backup:verify -- FILE`, and in the cron
// container `daily`. Works on what the settings name, or on the built-in services of this folder.
//
// Exit codes: 0 all is well, 1 there is no good backup, 2 wrong use, 3 the backup is good but files
// are missing or different, 4 the backup is good and its files could not be compared, 78 settings.

import { join, resolve } from 'node:path'
import { BadEnvironment, type Env, loadEnvFile, readEnv } from '../env.ts'
import { backupRefusals } from '../env-refusals.ts'
import { gracefulExit } from '../graceful-exit.ts'
import { logLine } from '../log-line.ts'
import { makeMetrics } from '../metrics/metrics.ts'
import { measureProcess } from '../metrics/process-metrics.ts'
import { closeMetrics, serveMetrics } from '../metrics/serve-metrics.ts'
import { makeStorage } from '../storage/storage.ts'
import {
  type BackupOptions,
  type FilesPlace,
  lastBackupAt,
  makeBackup,
  removeOldBackups,
  restoreBackup,
  sizeBytes,
  type Verified,
  verifyBackup,
} from './backup.ts'
import { FilesNotCompared, filesInWords } from './compare-files.ts'
import { backUpDaily } from './daily.ts'
import { type Closers, findDatabase, findStorage } from './places.ts'

const root = join(import.meta.dirname, '../../../..')
const usage = 'Use: now | restore FILE | verify FILE [--rows-only] | daily'
const notConfigured = 78
const filesLimitMs = 15 * 60_000
const say = (line: string) => void process.stdout.write(`${line}\n`)
const warn = (line: string) => void process.stderr.write(`${line}\n`)
const closers: Closers = []

try {
  loadEnvFile(join(root, '.env'))
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  const isSettings = error instanceof BadEnvironment
  warn(
    isSettings ? error.reasons.join(' ') : error instanceof Error ? error.message : String(error),
  )
  process.exitCode = isSettings ? notConfigured : 1
} finally {
  for (const close of closers.reverse()) await close().catch(() => {})
}

async function run([command, ...rest]: string[]): Promise<number> {
  const [file, ...more] = rest.filter((word) => word !== '--rows-only')
  const isRowsOnly = rest.includes('--rows-only')
  const isKnown = ['now', 'daily'].includes(command ?? '')
    ? rest.length === 0
    : command === 'verify' || (command === 'restore' && !isRowsOnly)
      ? file !== undefined && more.length === 0
      : false
  if (!isKnown) {
    warn(usage)
    return 2
  }
  const needsFiles = command !== 'restore' && !isRowsOnly
  const env = readEnv(process.env, (one) => backupRefusals(one, needsFiles))
  const dataDir = resolve(root, env.WORKSMART_DATA_DIR ?? '.worksmart')
  const folder = resolve(root, env.BACKUP_DIR ?? '.worksmart/backups')
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), file ?? '')
  const databaseUrl = await findDatabase(env, dataDir, closers)
  const options: BackupOptions = { databaseUrl, secret: env.BACKUP_KEY ?? null }
  if (command === 'restore') {
    const { sums } = await restoreBackup(path, options)
    say(`Restored ${countOf(sums)}.`)
    return 0
  }
  const place = needsFiles ? await filesPlace(env, dataDir) : null
  if (command === 'verify') {
    const verified = await verifyBackup(path, options, place)
    say(`The backup holds: ${countOf(verified.sums)}, restored and compared.`)
    return tellFiles(verified, say, warn)
  }
  if (command === 'now') return tellFiles(await backUp(folder, options, place, say), say, warn)
  return daily(env, folder, options, place)
}

async function filesPlace(env: Env, dataDir: string): Promise<FilesPlace | null> {
  const settings = await findStorage(env, dataDir, closers)
  if (!settings) return null
  const storage = makeStorage(settings)
  closers.push(async () => storage.close())
  return { storage, limitMs: filesLimitMs }
}

async function backUp(
  folder: string,
  options: BackupOptions,
  place: FilesPlace | null,
  tell: (line: string) => void,
): Promise<Verified> {
  const path = await makeBackup(folder, new Date(), options)
  const verified = await verifyBackup(path, options, place)
  tell(`${path}: ${countOf(verified.sums)}, ${await sizeBytes(path)} bytes, restored and compared.`)
  if (options.secret === null) {
    tell('It is not encrypted: whoever reads the file reads everything. BACKUP_KEY changes that.')
  }
  return verified
}

/** Says what became of the files; answers the exit code. */
function tellFiles(
  { files }: Verified,
  tell: (line: string) => void,
  complain: (line: string) => void,
): number {
  if (files === null) {
    tell('The files of the documents were not looked at.')
    return 0
  }
  if (files instanceof FilesNotCompared) {
    complain(`The backup is good, but its files were not compared: ${files.message}`)
    return 4
  }
  tell(filesInWords(files))
  for (const sentence of files.examples) complain(sentence)
  return files.missing + files.different > 0 ? 3 : 0
}

async function daily(
  env: Env,
  folder: string,
  options: BackupOptions,
  place: FilesPlace | null,
): Promise<number> {
  const say = logLine(process.stdout, 30)
  const log = logLine(process.stderr)
  const exit = gracefulExit(process, log)
  for (const close of closers) exit.onExit(close)
  const metrics = makeMetrics()
  measureProcess(metrics, env.GIT_SHA ?? 'none')
  if (env.METRICS_PORT !== undefined) {
    const server = await serveMetrics(metrics, { host: env.HOST, port: env.METRICS_PORT })
    exit.onExit(() => closeMetrics(server))
  }
  const stop = backUpDaily({
    hour: env.BACKUP_HOUR,
    lastAt: () => lastBackupAt(folder),
    async run() {
      const verified = await backUp(folder, options, place, say)
      tellFiles(verified, say, log)
      const removed = await removeOldBackups(folder, env.BACKUP_KEEP_DAYS, new Date())
      for (const name of removed) say(`Removed ${name}, older than ${env.BACKUP_KEEP_DAYS} days.`)
      return verified
    },
    now: () => new Date(),
    log,
    metrics,
  })
  exit.onExit(stop)
  say(`Backs up every day at ${env.BACKUP_HOUR}:00 UTC into ${folder}`)
  // Ends with the process.
  return new Promise(() => {})
}

function countOf(sums: Record<string, { rows: number }>): string {
  const rows = Object.values(sums).reduce((sum, one) => sum + one.rows, 0)
  return `${rows} rows of ${Object.keys(sums).length} tables`
}
