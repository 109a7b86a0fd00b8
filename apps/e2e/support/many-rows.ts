import pg from 'pg'
import type { Stack } from './stack.ts'

/** Writes check-ins of one person straight into the database: twenty a day, back from today. */
export async function insertCheckins(
  stack: Stack,
  person: 'ana' | 'marco' | 'mia',
  count: number,
): Promise<void> {
  const client = new pg.Client({ connectionString: stack.databaseUrl })
  await client.connect()
  await client.query(
    `insert into checkins (workspace_id, id, user_id, text, activity, minutes, tags, work_date,
                           source, created_at, updated_at)
     select u.workspace_id, gen_random_uuid(), u.id, null, 'entry ' || n, 5 + n % 90,
            array[(array['dev', 'review', 'meeting'])[1 + n % 3]], current_date - n / 20,
            'api', now() - n * interval '1 hour 12 minutes', now()
     from users u, generate_series(1, $2) n
     where u.id = $1`,
    [stack.idOf(person), count],
  )
  await client.query('analyze checkins')
  await client.end()
}
