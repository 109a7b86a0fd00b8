// The first start of a local app: one workspace and three people to choose from.

import pg from 'pg'

export type Seeded = { workspaceId: string; people: { id: string; email: string; role: string }[] }

const firstPeople = [
  { name: 'Ana Lima', email: 'ana@example.com', role: 'admin' },
  { name: 'Marco Rossi', email: 'marco@example.com', role: 'manager' },
  { name: 'Mia Chen', email: 'mia@example.com', role: 'member' },
]

/** Makes the first workspace unless there is one; `ownerUrl` is the role that owns the tables. */
export async function seedFirstWorkspace(
  ownerUrl: string,
  newId: () => string,
  timeZone: string,
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('begin')
    await client.query("select pg_advisory_xact_lock(hashtextextended('worksmart:seed', 0))")
    // Counting needs a role that sees every workspace; an owner that is no superuser sees none.
    await client.query('set local role ws_directory')
    const there = await client.query('select count(*)::int as n from workspaces')
    await client.query('set local role none')
    if (there.rows[0]?.n === 0)
      await insertWorkspace(client, newId, 'My workspace', firstPeople, timeZone)
    await client.query('commit')
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Makes the workspace of an organisation with its first admin, who is bound at their first sign-in.
 * Does nothing when the organisation has a workspace. Answers whether one was made.
 */
export async function seedOrganization(
  ownerUrl: string,
  newId: () => string,
  first: { organizationId: string; workspaceName: string; adminEmail: string },
): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('begin')
    await client.query("select pg_advisory_xact_lock(hashtextextended('worksmart:seed', 0))")
    await client.query('set local role ws_directory')
    const there = await client.query('select from workspaces where clerk_organization_id = $1', [
      first.organizationId,
    ])
    await client.query('set local role none')
    const isNew = there.rowCount === 0
    if (isNew) {
      const email = first.adminEmail.normalize('NFC').toLowerCase()
      const admin = { name: email.split('@')[0] ?? email, email, role: 'admin' }
      await insertWorkspace(
        client,
        newId,
        first.workspaceName,
        [admin],
        'UTC',
        first.organizationId,
      )
    }
    await client.query('commit')
    return isNew
  } finally {
    await client.end().catch(() => {})
  }
}

/** One workspace with its people, inserted under the policies that hold for everyone. */
export async function insertWorkspace(
  client: pg.Client | pg.PoolClient,
  newId: () => string,
  name: string,
  people: readonly { name: string; email: string; role: string }[],
  timeZone = 'UTC',
  clerkOrganizationId: string | null = null,
): Promise<Seeded> {
  const workspaceId = newId()
  const rows = people.map((person) => ({ ...person, id: newId() }))
  await client.query(
    `select set_config('app.workspace_id', $1, true), set_config('app.user_id', $2, true),
            set_config('app.role', 'admin', true)`,
    [workspaceId, rows[0]?.id ?? newId()],
  )
  await client.query(
    'insert into workspaces (id, name, clerk_organization_id) values ($1, $2, $3)',
    [workspaceId, name, clerkOrganizationId],
  )
  for (const row of rows) {
    await client.query(
      'insert into users (workspace_id, id, name, email, role, time_zone) values ($1, $2, $3, $4, $5, $6)',
      [workspaceId, row.id, row.name, row.email, row.role, timeZone],
    )
  }
  return { workspaceId, people: rows }
}
