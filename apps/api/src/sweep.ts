// `npm run sweep`: the sweep of the storage once, on what the environment names or on the built-in
// services, whether the app runs or not.

import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { v7 } from 'uuid'
import { migrateDatabase } from './db/migrate.ts'
import { type Env, loadEnvFile, readEnv } from './env.ts'
import { storageRefusals } from './env-refusals.ts'
import { connectJobs } from './jobs/connect-jobs.ts'
import { runJob } from './jobs/jobs.ts'
import { builtInBucket, readBuiltIn } from './local-services.ts'
import { makeStorage, type StorageSettings } from './storage/storage.ts'
import { storageSettingsOf } from './storage/storage-settings.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const say = (line: string) => process.stdout.write(`${line}\n`)
const closers: (() => Promise<unknown>)[] = []

const words: Record<string, string> = {
  abandonedUploads: 'uploads that nobody finished',
  endedUploads: 'notes of uploads that ended a week ago',
  purgedDocuments: 'documents that were deleted thirty days ago',
  strayUploads: 'uploaded files that no upload knows',
  strayObjects: 'stored files that no document knows',
  missingObjects: 'documents without their file (told, never removed)',
  failed: 'could not be dealt with this time',
  parked: 'failed five times and are left alone',
}

async function main(): Promise<void> {
  const given = process.argv.slice(2)
  const isDryRun = given.includes('--dry-run')
  const unknown = given.find((one) => one !== '--dry-run')
  if (unknown) throw new Error(`There is no ${unknown}. There is --dry-run.`)
  loadEnvFile(join(root, '.env'))
  const env = readEnv()
  const refusals = storageRefusals(env)
  if (refusals.length > 0) throw new Error(refusals.join('\n'))
  const dataDir = resolve(root, env.WORKSMART_DATA_DIR ?? '.worksmart')
  const running = await readBuiltIn(dataDir)
  const databaseUrl = env.DATABASE_URL ?? running?.databaseUrl ?? (await startDatabase(dataDir))
  const settings = storageSettingsOf(env) ?? running?.storage ?? (await startStorage(env, dataDir))
  const storage = makeStorage(settings)
  closers.push(async () => storage.close())
  const pool = connectJobs(databaseUrl)
  closers.push(() => pool.end())
  const deps = { pool, newId: v7, storage, now: () => new Date(), isDryRun, log: say }
  const report = await runJob(deps, 'sweep-uploads')
  if (!report) {
    say('A sweep is running already.')
    return
  }
  say(isDryRun ? 'A sweep would find:' : 'The sweep found:')
  for (const [name, count] of Object.entries(report)) {
    say(`${String(count).padStart(7)}  ${words[name] ?? name}`)
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

async function startStorage(env: Env, dataDir: string): Promise<StorageSettings> {
  const { startObjectStore } = await import('@worksmart/dev-services/s3/server')
  const store = await startObjectStore({
    folder: join(dataDir, 'objects'),
    bucket: builtInBucket,
    allowedOrigins: [],
  })
  closers.push(() => store.close())
  const { accessKeyId, secretAccessKey } = store
  return {
    endpoint: store.url,
    publicEndpoint: null,
    region: store.region,
    bucket: store.bucket,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    timeoutMs: env.S3_TIMEOUT_MS,
  }
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
} finally {
  for (const close of closers.reverse()) await close().catch(() => {})
}
