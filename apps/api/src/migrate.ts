// Migrates the database that DATABASE_URL names, makes the first workspace when one is configured,
// and ends.

import { v7 } from 'uuid'
import { migrateDatabase } from './db/migrate.ts'
import { seedOrganization } from './db/seed.ts'
import { readEnv } from './env.ts'

try {
  const env = readEnv()
  const { DATABASE_URL } = env
  if (!DATABASE_URL) throw new Error('DATABASE_URL is missing: name the database to migrate.')
  const { applied } = await migrateDatabase(DATABASE_URL)
  process.stdout.write(
    applied.length === 0 ? 'The database is up to date.\n' : `Applied ${applied.join(', ')}.\n`,
  )
  if (env.CLERK_ORGANIZATION_ID && env.FIRST_ADMIN_EMAIL) {
    const isNew = await seedOrganization(DATABASE_URL, v7, {
      organizationId: env.CLERK_ORGANIZATION_ID,
      workspaceName: env.WORKSPACE_NAME,
      adminEmail: env.FIRST_ADMIN_EMAIL,
    })
    if (isNew) process.stdout.write(`Made the workspace ${env.WORKSPACE_NAME}.\n`)
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
