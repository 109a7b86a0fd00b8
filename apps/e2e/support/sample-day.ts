import pg from 'pg'
import type { Stack } from './stack.ts'

/** Ten in the morning of an ordinary Tuesday, with summer time long over. */
export const sampleNow = new Date('2026-11-24T10:05:00Z')

const logged = [
  ['2026-11-23T17:40:00Z', '2h #dev @"Mobile app" keep unsent check-ins after a crash yesterday'],
  ['2026-11-24T09:16:00Z', '9:00-9:15 #meeting stand-up'],
  ['2026-11-24T09:41:00Z', '25m #review @Website read the pricing page draft'],
  ['2026-11-24T10:02:00Z', '20m #support @Operations answer the invoice question from Lund'],
] as const

/** The sample data, and what a person would have logged on top of it by `sampleNow`. */
export async function fillSampleDay(stack: Stack): Promise<void> {
  const added = await stack.api('ana', 'POST', '/sample-data')
  if (!added.ok) throw new Error(`No sample data: ${added.status}`)
  const client = new pg.Client({ connectionString: stack.databaseUrl })
  await client.connect()
  for (const [at, text] of logged) {
    const answer = await stack.api('ana', 'POST', '/checkins', { text })
    if (!answer.ok) throw new Error(`${text}: ${answer.status} ${await answer.text()}`)
    // The database has a clock of its own, and these rows were written on another day.
    await client.query('update checkins set created_at = $1 where text = $2', [at, text])
  }
  await client.end()
}
