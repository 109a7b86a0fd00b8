// A workspace with 50,000 pieces in its search index: the pieces as the product's own job makes them,
// and a vector of the current model for each.

import { join } from 'node:path'
import { connectPool } from '@worksmart/api/db/connect.ts'
import { migrateDatabase } from '@worksmart/api/db/migrate.ts'
import { indexSearch } from '@worksmart/api/search/index-search.ts'
import { type Cluster, startCluster } from '@worksmart/dev-services/postgres/cluster'
import { ensureDatabase } from '@worksmart/dev-services/postgres/template-database'
import type pg from 'pg'
import { lastDay, workspaceId } from '../fixture.ts'
import { withOwner } from '../seed/open-fixture.ts'
import { insertMeasured } from '../seed/rows.ts'
import { everyActivity, type Vectors } from './vectors.ts'

export const searchSize = { rows: 50_000, users: 20 }
/** So many different words like `t4711`, each on about five rows. */
export const rareWords = 10_000
const databaseName = 'bench_search'

export type SearchFixture = { cluster: Cluster; appUrl: string; ownerUrl: string; pieces: number }

/** Starts a cluster in `folder` and fills it; takes about half a minute. Stop the cluster afterwards. */
export async function openSearchFixture(folder: string, vectors: Vectors): Promise<SearchFixture> {
  const cluster = await startCluster({
    dataDir: join(folder, 'search'),
    settings: { shared_buffers: '512MB', max_wal_size: '4GB', autovacuum: 'off' },
  })
  try {
    await ensureDatabase(cluster, databaseName)
    const ownerUrl = cluster.superuserUrl(databaseName)
    await migrateDatabase(ownerUrl)
    await withOwner(ownerUrl, insertRows)
    await indexAll(ownerUrl)
    const pieces = await withOwner(ownerUrl, (client) => giveVectors(client, vectors))
    return { cluster, appUrl: cluster.urlFor('ws_app', databaseName), ownerUrl, pieces }
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

async function insertRows(client: pg.Client): Promise<void> {
  await client.query('set session_replication_role = replica')
  await insertMeasured(client, searchSize)
  await client.query(
    `update checkins set activity = activity || ' t' || (hashtext(id::text) & 2147483647) % $1`,
    [rareWords],
  )
  await client.query('vacuum analyze')
}

async function indexAll(url: string): Promise<void> {
  const pool = connectPool(
    {
      url,
      role: 'ws_jobs',
      max: 1,
      connectTimeoutMs: 2000,
      statementTimeoutMs: 300_000,
      lockTimeoutMs: 2000,
      applicationName: 'bench-index',
    },
    { onIdleError: () => {} },
  )
  try {
    await indexSearch({
      pool,
      newId: () => crypto.randomUUID(),
      storage: null,
      now: () => new Date(`${lastDay}T18:00:00Z`),
      isDryRun: false,
      log: () => {},
    })
  } finally {
    await pool.end()
  }
}

/**
 * Embedding fifty thousand texts would take many minutes, so a piece gets the vector of its activity
 * without its rare word and its tags; there are three thousand of those. Answers how many pieces of the
 * measured workspace have one; what is no check-in gets the vector of any activity.
 */
async function giveVectors(client: pg.Client, { model, vectorOf }: Vectors): Promise<number> {
  await client.query(
    'create temp table seeded (n integer, activity text primary key, vector bytea)',
  )
  const rows = everyActivity.map((activity, n) => ({ n, activity, vector: vectorOf(activity) }))
  await client.query(
    `insert into seeded select n, activity, decode(vector, 'base64')
       from jsonb_to_recordset($1::jsonb) as r(n integer, activity text, vector text)`,
    [JSON.stringify(rows)],
  )
  await client.query(
    `update search_chunks s set model = $1, embedding = v.vector
       from checkins c join seeded v on v.activity = regexp_replace(c.activity, ' t[0-9]+$', '')
      where s.owner_type = 'checkin' and c.workspace_id = s.workspace_id and c.id = s.owner_id`,
    [model],
  )
  await client.query(
    `update search_chunks s set model = $1, embedding = v.vector from seeded v
      where s.embedding is null and v.n = (hashtext(s.owner_id::text) & 2147483647) % $2`,
    [model, rows.length],
  )
  await client.query('vacuum analyze')
  const { rows: counted } = await client.query<{ pieces: number; without: number }>(
    `select count(*)::int as pieces, (count(*) filter (where embedding is null))::int as without
       from search_chunks where workspace_id = $1`,
    [workspaceId],
  )
  const { pieces = 0, without = 0 } = counted[0] ?? {}
  if (pieces < searchSize.rows || without > 0) {
    throw new Error(`Of ${pieces} pieces, ${without} have no vector.`)
  }
  return pieces
}
