// `npm run backup`, `npm run restore -- FILE`, `npm run backup:verify -- FILE`, and in the cron
// container `daily`. Works on DATABASE_URL, or on the built-in database of this folder.

import { join, resolve } from 'node:path'
import { BadEnvironment, loadEnvFile, readEnv } from '../env.ts'
import { gracefulExit } from '../graceful-exit.ts'
import { makeMetrics } from '../metrics/metrics.ts'
import { measureProcess } from '../metrics/process-metrics.ts'
import { closeMetrics, serveMetrics } from '../metrics/serve-metrics.ts'
import {
  type BackupOptions,
  lastBackupAt,
  makeBackup,
  removeOldBackups,
  restoreBackup,
  sizeBytes,
  verifyBackup,
} from './backup.ts'
import { backUpDaily } from './daily.ts'

const root = join(import.meta.dirname, '../../../..')
const usage = 'Use: now | restore FILE | verify FILE | daily'
const notConfigured = 78
const say = (line: string) => process.stdout.write(`${line}\n`)
const warn = (line: string) => process.stderr.write(`${line}\n`)

try {
  loadEnvFile(join(root, '.env'))
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  const isSettings = error instanceof BadEnvironment
  warn(
    isSettings ? error.reasons.join(' ') : error instanceof Error ? error.message : String(error),
  )
  process.exitCode = isSettings ? notConfigured : 1
}

async function run([command, file]: string[]): Promise<number> {
  const env = readEnv()
  const folder = resolve(root, env.BACKUP_DIR ?? '.worksmart/backups')
  const isServer = env.NODE_ENV === 'production'
  const reasons: string[] = []
  if (isServer && !env.DATABASE_URL) reasons.push('DATABASE_URL is missing.')
  if (isServer && !env.BACKUP_KEY) reasons.push('BACKUP_KEY is missing.')
  if (reasons.length > 0) throw new BadEnvironment(reasons)
  const path = file && resolve(process.env.INIT_CWD ?? process.cwd(), file)
  const database = await openDatabase(env.DATABASE_URL, env.WORKSMART_DATA_DIR)
  const options: BackupOptions = { databaseUrl: database.url, secret: env.BACKUP_KEY ?? null }
  try {
    if (command === 'now') {
      await backUp(folder, options)
      return 0
    }
    if (command === 'restore' && path) {
      const { sums } = await restoreBackup(path, options)
      say(`Restored ${countOf(sums)}.`)
      return 0
    }
    if (command === 'verify' && path) {
      const sums = await verifyBackup(path, options)
      say(`The backup holds: ${countOf(sums)}, restored and compared.`)
      return 0
    }
    if (command === 'daily') return await daily(env, folder, options)
    warn(usage)
    return 2
  } finally {
    await database.close()
  }
}

async function backUp(folder: string, options: BackupOptions): Promise<void> {
  const path = await makeBackup(folder, new Date(), options)
  const sums = await verifyBackup(path, options)
  say(`${path}: ${countOf(sums)}, ${await sizeBytes(path)} bytes, restored and compared.`)
  if (options.secret === null) {
    say('It is not encrypted: whoever reads the file reads everything. BACKUP_KEY changes that.')
  }
}

async function daily(
  env: ReturnType<typeof readEnv>,
  folder: string,
  options: BackupOptions,
): Promise<number> {
  const exit = gracefulExit(process, warn)
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
      await backUp(folder, options)
      const removed = await removeOldBackups(folder, env.BACKUP_KEEP_DAYS, new Date())
      for (const name of removed) say(`Removed ${name}, older than ${env.BACKUP_KEEP_DAYS} days.`)
    },
    now: () => new Date(),
    log: warn,
    metrics,
  })
  exit.onExit(stop)
  say(`Backs up every day at ${env.BACKUP_HOUR}:00 UTC into ${folder}`)
  // Ends with the process.
  return new Promise(() => {})
}

/** The named database, or the built-in one, which the app must not be using meanwhile. */
async function openDatabase(
  url: string | undefined,
  dataDir: string | undefined,
): Promise<{ url: string; close: () => Promise<void> }> {
  if (url) return { url, close: async () => {} }
  const { startCluster } = await import('@worksmart/dev-services/postgres/cluster')
  const { ensureDatabase } = await import('@worksmart/dev-services/postgres/template-database')
  const cluster = await startCluster({
    dataDir: join(resolve(root, dataDir ?? '.worksmart'), 'postgres'),
  })
  await ensureDatabase(cluster, 'worksmart')
  return { url: cluster.superuserUrl('worksmart'), close: () => cluster.stop() }
}

function countOf(sums: Record<string, { rows: number }>): string {
  const rows = Object.values(sums).reduce((sum, one) => sum + one.rows, 0)
  return `${rows} rows of ${Object.keys(sums).length} tables`
}
