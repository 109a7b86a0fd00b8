// The fixture: a real cluster with a million rows, made once and kept for the next run.

import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { migrateDatabase, readMigrations } from '@worksmart/api/db/migrate.ts'
import { type Cluster, startCluster } from '@worksmart/dev-services/postgres/cluster'
import { ensureDatabase } from '@worksmart/dev-services/postgres/template-database'
import pg from 'pg'
import { lastDay } from '../fixture.ts'
import { root } from '../options.ts'
import { details, objects, rareTag, tags, verbs } from '../words.ts'
import { insertCrowded } from './crowded.ts'
import { insertMeasured } from './rows.ts'

/** Raised when the statements below make other rows than before. */
const seedVersion = 3
const databaseName = 'bench'

export type Fixture = {
  cluster: Cluster
  /** As `ws_app`, what the api connects as. */
  appUrl: string
  /** As the superuser, past every policy. */
  ownerUrl: string
  averageTextLength: number
  databaseMb: number
}

/** Starts the cluster under `.worksmart/bench` and fills it, unless the same fixture is there. */
export async function openFixture(
  size: { rows: number; users: number },
  log: (line: string) => void,
): Promise<Fixture> {
  const cluster = await startCluster({
    dataDir: join(root, '.worksmart', 'bench'),
    settings: {
      shared_buffers: '1GB',
      max_wal_size: '4GB',
      checkpoint_timeout: '30min',
      // It would wake in the middle of a round; the fixture is vacuumed when it is made.
      autovacuum: 'off',
    },
  })
  try {
    const ownerUrl = cluster.superuserUrl(databaseName)
    const wanted = await fingerprintOf(size)
    if ((await readFingerprint(cluster)) !== wanted) {
      log(`Making ${size.rows.toLocaleString('en')} check-ins; this takes a minute or two, once.`)
      await build(cluster, ownerUrl, size)
      await stamp(ownerUrl, wanted)
    }
    return {
      cluster,
      appUrl: cluster.urlFor('ws_app', databaseName),
      ownerUrl,
      ...(await describe(ownerUrl)),
    }
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

/** Takes away what a run has written, so that the next one meets the same rows. */
export async function removeWritten(ownerUrl: string): Promise<void> {
  await withOwner(ownerUrl, async (client) => {
    await client.query('truncate audit_values, audit_chain, audit_log, idempotency_keys')
    const { rowCount } = await client.query("delete from checkins where source = 'api'")
    if (rowCount) await client.query('vacuum analyze checkins')
  })
}

async function fingerprintOf(size: { rows: number; users: number }): Promise<string> {
  const schema = (await readMigrations()).map((migration) => migration.hash)
  const content = [
    seedVersion,
    size.rows,
    size.users,
    schema,
    verbs,
    objects,
    details,
    tags,
    rareTag,
    lastDay,
  ]
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

// A comment on the database: a table would be one more thing that the api's policies must cover.
async function readFingerprint(cluster: Cluster): Promise<string | null> {
  return withOwner(cluster.superuserUrl('postgres'), async (client) => {
    const { rows } = await client.query<{ mark: string | null }>(
      "select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1",
      [databaseName],
    )
    return rows[0]?.mark ?? null
  })
}

async function stamp(ownerUrl: string, fingerprint: string): Promise<void> {
  await withOwner(ownerUrl, (client) =>
    client.query(`comment on database ${databaseName} is '${fingerprint}'`),
  )
}

async function build(cluster: Cluster, ownerUrl: string, size: { rows: number; users: number }) {
  await withOwner(cluster.superuserUrl('postgres'), (client) =>
    client.query(`drop database if exists ${databaseName} with (force)`),
  )
  await ensureDatabase(cluster, databaseName)
  await migrateDatabase(ownerUrl)
  await withOwner(ownerUrl, async (client) => {
    // Foreign keys of a million rows are checked by construction, not one by one.
    await client.query('set session_replication_role = replica')
    await insertMeasured(client, size)
    await insertCrowded(client)
    await client.query('set session_replication_role = default')
    await client.query('vacuum analyze')
    await client.query('checkpoint')
  })
}

async function describe(ownerUrl: string) {
  return withOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ text: string; mb: string }>(
      `select avg(char_length(text)) as text, pg_database_size(current_database()) / 1048576 as mb
         from (select text from checkins limit 20000) as sample`,
    )
    return {
      averageTextLength: Math.round(Number(rows[0]?.text)),
      databaseMb: Number(rows[0]?.mb),
    }
  })
}

/** Runs `work` on a connection of its own that is closed afterwards. */
export async function withOwner<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
