import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cluster, startCluster } from '@worksmart/dev-services/postgres/cluster'
import { createTemplate } from '@worksmart/dev-services/postgres/template-database'
import { migrateDatabase } from '../../src/db/migrate.ts'
import { createTestApp, type TestApp, type TestAppOptions } from '../app.ts'

/** Where the server keeps its data, and settings of its own. */
type OwnCluster = { dataDir?: string; settings?: Record<string, string> }

/**
 * An api over a server of its own, which may be stopped and killed. It writes durably, because a
 * promise about what survives is worth nothing on a server that does not.
 */
export async function createTestAppWithCluster(
  options: Omit<TestAppOptions, 'adminUrl'> & OwnCluster = {},
): Promise<{ t: TestApp; cluster: Cluster; close: () => Promise<void> }> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'worksmart-fault-')))
  const { settings = {} } = options
  const cluster = await startCluster({ dataDir, settings })
  await createTemplate(cluster, async (url) => void (await migrateDatabase(url)))
  const t = await createTestApp({ ...options, adminUrl: cluster.superuserUrl('postgres') })
  return {
    t,
    cluster,
    async close() {
      await t.close()
      await cluster.stop()
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true })
    },
  }
}
