import pg from 'pg'
import type { TestApp } from '../app.ts'

/** Another session that holds a row for as long as `work` takes. */
export async function whileLocked<T>(
  t: TestApp,
  checkinId: string,
  work: () => Promise<T>,
): Promise<T> {
  const holder = new pg.Client({ connectionString: t.urlFor('postgres') })
  await holder.connect()
  try {
    await holder.query('begin')
    await holder.query('select 1 from checkins where id = $1 for update', [checkinId])
    return await work()
  } finally {
    await holder.end()
  }
}
