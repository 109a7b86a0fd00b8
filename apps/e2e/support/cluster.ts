// One Postgres and one Chromium for the whole run; each test file has a database of its own.

import { migrateDatabase } from '@worksmart/api/db/migrate.ts'
import { startTestCluster } from '@worksmart/dev-services/postgres/cluster'
import { createTemplate } from '@worksmart/dev-services/postgres/template-database'
import type { TestProject } from 'vitest/node'
import { findChromium } from '../../../scripts/chromium.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string
    chromium: string
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const chromium = findChromium()
  if (!chromium) throw new Error('No Chromium was found. Install one or set CHROMIUM_PATH.')
  const cluster = await startTestCluster()
  await createTemplate(cluster, async (url) => void (await migrateDatabase(url)))
  project.provide('adminUrl', cluster.superuserUrl('postgres'))
  project.provide('chromium', chromium)
  return () => cluster.stop()
}
