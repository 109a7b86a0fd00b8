// `npm run reindex`: drops the search index and makes it again from the rows, on the database that the
// environment names or on the built-in one, whether the app runs or not.

import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { v7 } from 'uuid'
import { inferenceOf } from './ai/configured-place.ts'
import { migrateDatabase } from './db/migrate.ts'
import { loadEnvFile, readEnv } from './env.ts'
import { connectJobs } from './jobs/connect-jobs.ts'
import { runJob } from './jobs/jobs.ts'
import { readBuiltIn } from './local-services.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const say = (line: string) => process.stdout.write(`${line}\n`)
const closers: (() => Promise<unknown>)[] = []

async function main(): Promise<void> {
  loadEnvFile(join(root, '.env'))
  const env = readEnv()
  const dataDir = resolve(root, env.WORKSMART_DATA_DIR ?? '.worksmart')
  const running = await readBuiltIn(dataDir)
  const url = env.DATABASE_URL ?? running?.databaseUrl ?? (await startDatabase(dataDir))
  const inference = inferenceOf(env)
  closers.push(async () => inference.close())
  const pool = connectJobs(url)
  closers.push(() => pool.end())
  const now = () => new Date()
  const deps = { pool, newId: v7, storage: null, inference, now, isDryRun: false, log: say }
  const report = await runJob(deps, 'reindex')
  if (!report) {
    say('The search index is being made again already.')
    return
  }
  const { pieces = 0, vectors = 0 } = report
  say(
    `The search index was made again: ${pieces} pieces of text, ${vectors} of them with a vector.`,
  )
  if (vectors < pieces) {
    say('Words are found at once; meaning is added by the app while the inference service runs.')
  }
}

async function startDatabase(dataDir: string): Promise<string> {
  const { startCluster } = await import('@worksmart/dev-services/postgres/cluster')
  const { ensureDatabase } = await import('@worksmart/dev-services/postgres/template-database')
  await mkdir(dataDir, { recursive: true })
  const cluster = await startCluster({ dataDir: join(dataDir, 'postgres'), log: say })
  closers.push(() => cluster.stop())
  await ensureDatabase(cluster, 'worksmart')
  const url = cluster.superuserUrl('worksmart')
  await migrateDatabase(url)
  return url
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
} finally {
  for (const close of closers.reverse()) await close().catch(() => {})
}
