// One real Postgres for the whole run, and a migrated template that each test file copies.

import { startTestCluster } from '@worksmart/dev-services/postgres/cluster'
import { createTemplate } from '@worksmart/dev-services/postgres/template-database'
import type { TestProject } from 'vitest/node'
import { migrateDatabase } from '../src/db/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster()
  await createTemplate(cluster, async (url) => void (await migrateDatabase(url)))
  project.provide('adminUrl', cluster.superuserUrl('postgres'))
  return () => cluster.stop()
}
