import pg from 'pg'
import type { Person, TestApp } from './app.ts'

type Answer = { rows: Record<string, unknown>[]; rowCount: number | null }

/** One statement inside a transaction in this person's name, which is then rolled back. */
export type AsPerson = (who: Person | null, sql: string, values?: unknown[]) => Promise<Answer>

/** A connection with the api's role and none of its code: what the database alone lets through. */
export async function connectAsApp(
  t: TestApp,
): Promise<{ asPerson: AsPerson; close: () => Promise<void> }> {
  const client = new pg.Client({ connectionString: t.urlFor('ws_app') })
  await client.connect()
  return {
    close: () => client.end(),
    async asPerson(who, sql, values = []) {
      await client.query('begin')
      try {
        if (who) await client.query('select * from enter_as($1, $2)', [who.workspaceId, who.id])
        return await client.query(sql, values)
      } finally {
        await client.query('rollback')
      }
    },
  }
}
