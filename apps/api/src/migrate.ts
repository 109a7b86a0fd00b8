// Migrates the database that DATABASE_URL names, makes the first workspace when one is configured,
// and ends.

import { v7 } from 'uuid'
import { migrateDatabase } from './db/migrate.ts'
import { seedOrganization } from './db/seed.ts'
import { BadEnvironment, readEnv } from './env.ts'
import { migrationRefusals } from './env-refusals.ts'

const notConfigured = 78

try {
  const env = readEnv(process.env, migrationRefusals)
  const { DATABASE_URL = '' } = env
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
  const isSettings = error instanceof BadEnvironment
  const why = isSettings ? error.reasons.join(' ') : String((error as Error).message ?? error)
  process.stderr.write(`${why}\n`)
  process.exit(isSettings ? notConfigured : 1)
}
