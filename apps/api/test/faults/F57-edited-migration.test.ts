import { cloneFromUrl } from '@worksmart/dev-services/postgres/template-database'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { migrateDatabase, readMigrations } from '../../src/db/migrate.ts'

test('an applied migration that was edited is refused, and the message names its file', async () => {
  const database = await cloneFromUrl(inject('adminUrl'))
  const client = new pg.Client({ connectionString: database.superuserUrl })
  await client.connect()
  try {
    const [first, second] = await readMigrations()
    for (const [id, tag] of [
      [2, second?.tag],
      [1, first?.tag],
    ]) {
      await client.query("update drizzle.__drizzle_migrations set hash = 'edited' where id = $1", [
        id,
      ])
      await expect(migrateDatabase(database.superuserUrl)).rejects.toThrow(`${tag}.sql was changed`)
    }
  } finally {
    await client.end()
    await database.drop()
  }
})
