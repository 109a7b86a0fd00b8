// Where a command finds the database and the files: named by the settings, built in and at work
// beside a running app, or built in and started for this command.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Env } from '../env.ts'
import { builtInBucket, readBuiltIn } from '../local-services.ts'
import type { StorageSettings } from '../storage/storage.ts'
import { storageSettingsOf } from '../storage/storage-settings.ts'

export type Closers = (() => Promise<unknown>)[]

/** The address of the database, as its owner. */
export async function findDatabase(env: Env, dataDir: string, closers: Closers): Promise<string> {
  const running = env.DATABASE_URL ? null : await readBuiltIn(dataDir)
  const known = env.DATABASE_URL ?? running?.databaseUrl
  if (known) return known
  const { startCluster } = await import('@worksmart/dev-services/postgres/cluster')
  const { ensureDatabase } = await import('@worksmart/dev-services/postgres/template-database')
  const cluster = await startCluster({ dataDir: join(dataDir, 'postgres') })
  closers.push(() => cluster.stop())
  await ensureDatabase(cluster, 'worksmart')
  return cluster.superuserUrl('worksmart')
}

/** The storage of the documents; null where there has never been one. */
export async function findStorage(
  env: Env,
  dataDir: string,
  closers: Closers,
): Promise<StorageSettings | null> {
  const known = storageSettingsOf(env) ?? (await readBuiltIn(dataDir))?.storage
  if (known) return known
  const folder = join(dataDir, 'objects')
  if (env.NODE_ENV === 'production' || !existsSync(folder)) return null
  const { startObjectStore } = await import('@worksmart/dev-services/s3/server')
  const store = await startObjectStore({ folder, bucket: builtInBucket, allowedOrigins: [] })
  closers.push(() => store.close())
  return {
    endpoint: store.url,
    publicEndpoint: null,
    region: store.region,
    bucket: store.bucket,
    credentials: { accessKeyId: store.accessKeyId, secretAccessKey: store.secretAccessKey },
    forcePathStyle: true,
    timeoutMs: env.S3_TIMEOUT_MS,
  }
}
