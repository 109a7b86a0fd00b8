// The fixture: a real cluster with a million rows, made once and kept for the next run.

import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { migrateDatabase, readMigrations } from '@worksmart/api/db/migrate.ts'
import { type Cluster, startCluster } from '@worksmart/dev-services/postgres/cluster'
import { ensureDatabase } from '@worksmart/dev-services/postgres/template-database'
import pg from 'pg'
import {
  foreignShare,
  foreignWorkspaceId,
  lastDay,
  peopleOf,
  personId,
  projectCount,
  projectId,
  workspaceId,
  years,
} from './fixture.ts'
import { root } from './options.ts'
import { details, objects, rareTag, tags, verbs } from './words.ts'

/** Raised when the statements below make other rows than before. */
const seedVersion = 1
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
    await client.query('truncate audit_values, audit_log, idempotency_keys')
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
    await insertPeople(client, size.users)
    await insertCheckins(client, workspaceId, size.rows, size.users, 0)
    await insertCheckins(client, foreignWorkspaceId, Math.round(size.rows * foreignShare), 20, 9)
    await client.query('set session_replication_role = default')
    await client.query('vacuum analyze')
    await client.query('checkpoint')
  })
}

async function insertPeople(client: pg.Client, users: number): Promise<void> {
  await client.query(
    "insert into workspaces (id, name) values ($1, 'Measured'), ($2, 'Somebody else')",
    [workspaceId, foreignWorkspaceId],
  )
  const people = [
    ...peopleOf(users).map((person) => ({ ...person, workspace: workspaceId })),
    ...Array.from({ length: 20 }, (_, i) => ({
      id: foreignPersonId(i + 1),
      role: i === 0 ? 'admin' : 'member',
      workspace: foreignWorkspaceId,
    })),
  ]
  await client.query(
    `insert into users (workspace_id, id, email, name, role)
     select workspace, id, 'person-' || right(id::text, 6) || '@example.com', 'Person ' || right(id::text, 6), role
       from jsonb_to_recordset($1) as p(workspace uuid, id uuid, role text)`,
    [JSON.stringify(people)],
  )
  await client.query(
    `insert into projects (workspace_id, id, key, name)
     select $1, id, 'P' || n, 'Project ' || n from unnest($2::uuid[]) with ordinality as p(id, n)`,
    [workspaceId, Array.from({ length: projectCount }, (_, i) => projectId(i + 1))],
  )
}

const foreignPersonId = (n: number) => personId(1_000_000 + n)

// Every choice is a hash of the row's number, so that each build gives the same rows. They arrive
// in the order of time, as in life, which spreads one person's page over as many blocks as rows.
async function insertCheckins(
  client: pg.Client,
  workspace: string,
  rows: number,
  users: number,
  salt: number,
): Promise<void> {
  const people =
    salt === 0
      ? peopleOf(users).map((person) => person.id)
      : Array.from({ length: users }, (_, i) => foreignPersonId(i + 1))
  const projects =
    salt === 0 ? Array.from({ length: projectCount }, (_, i) => projectId(i + 1)) : []
  await client.query(
    `insert into checkins (workspace_id, id, created_at, updated_at, user_id, text, activity,
       minutes, tags, work_date, project_id, source, version)
     select $1::uuid,
       (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n), 1, 3)
         || '8' || substr(md5(n), 4, 15))::uuid,
       at, at, ($4::uuid[])[1 + h1 % $11],
       minutes || 'm' || coalesce(' #' || nullif(array_to_string(tags, ' #'), ''), '') || ' ' || activity,
       activity, minutes, tags,
       at::date - case when h2 % 10 = 0 then 1 else 0 end,
       case when cardinality($5::uuid[]) > 0 and h3 % 5 > 0
         then ($5::uuid[])[1 + h3 % cardinality($5::uuid[])] end,
       'web', 1
     from (
       select i::text || '.' || $10 as n, h1, h2, h3,
         $3::timestamptz - ($2 - i) * (interval '1 day' * 365.25 * $12 / $2)
           - interval '1 ms' * (h1 % 20000) as at,
         15 * (1 + h2 % 16) as minutes,
         ($6::text[])[1 + h1 % 16] || ' ' || ($7::text[])[1 + h2 / 16 % 16] || ' '
           || ($8::text[])[1 + h3 / 16 % 12] as activity,
         (($9::text[]) || ($9::text[]))[1 + h3 % 12 : h3 % 12 + h2 / 256 % 4]
           || case when i % 10000 = 0 then array[$13::text] else '{}' end as tags
       from generate_series(1, $2::bigint) as i,
         lateral (select hashint8extended(i, 1 + $10::bigint) & 2147483647 as h1,
           hashint8extended(i, 2 + $10::bigint) & 2147483647 as h2,
           hashint8extended(i, 3 + $10::bigint) & 2147483647 as h3) as hashes
     ) as made`,
    [
      workspace,
      rows,
      `${lastDay}T18:00:00Z`,
      people,
      projects,
      verbs,
      objects,
      details,
      tags,
      salt,
      people.length,
      years,
      rareTag,
    ],
  )
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
