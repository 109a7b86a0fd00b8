// One real Postgres for the whole run, and a migrated template that each test file copies.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestCluster } from '@worksmart/dev-services/postgres/cluster'
import { createTemplate } from '@worksmart/dev-services/postgres/template-database'
import type { TestProject } from 'vitest/node'
import { migrateDatabase } from '../src/db/migrate.ts'
import { readTally, tallyVariable } from './tally.ts'

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const endTally = beginTally()
  const cluster = await startTestCluster()
  await createTemplate(cluster, async (url) => void (await migrateDatabase(url)))
  project.provide('adminUrl', cluster.superuserUrl('postgres'))
  return async () => {
    await cluster.stop()
    endTally()
  }
}

/** Counts over the whole run; one 500, lost or doubled write fails it, whichever file it was in. */
function beginTally(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'worksmart-tally-'))
  const asked = process.env[tallyVariable]
  const file = asked ?? join(folder, 'tally')
  writeFileSync(file, '', { flag: 'a' })
  process.env[tallyVariable] = file
  return () => {
    const { answers, answers500, lost, doubled } = readTally(file)
    if (!asked) delete process.env[tallyVariable]
    rmSync(folder, { recursive: true })
    process.stdout.write(
      `${answers} answers, ${answers500} of them 500; ${lost} writes lost, ${doubled} doubled\n`,
    )
    if (answers500 + lost + doubled > 0) process.exitCode = 1
  }
}
