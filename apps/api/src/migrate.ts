// Migrates the database that DATABASE_URL names, and ends.

import { migrateDatabase } from './db/migrate.ts'
import { readEnv } from './env.ts'

try {
  const { DATABASE_URL } = readEnv()
  if (!DATABASE_URL) throw new Error('DATABASE_URL is missing: name the database to migrate.')
  const { applied } = await migrateDatabase(DATABASE_URL)
  process.stdout.write(
    applied === 0 ? 'The database is up to date.\n' : `Applied ${applied} migrations.\n`,
  )
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
