// A documents api beside a stand-in for clamd, and what the tests of scans look at.

import type { Pool } from '../src/db/connect.ts'
import { connectJobs } from '../src/jobs/connect-jobs.ts'
import { type JobDependencies, type JobReport, runJob } from '../src/jobs/jobs.ts'
import { makeScanner, type Scanner, type ScannerSettings } from '../src/scan/scanner.ts'
import { harmful } from './clamd.ts'
import { createDocumentsApp, type DocumentsApp } from './documents-app.ts'
import { type FakeClamd, startFakeClamd } from './fake-clamd.ts'
import { jobDependencies } from './job-dependencies.ts'

export type ScanRow = { status: string; scan_tries: number; is_due: boolean; version: number }
type Logged = { action: string; actor_role: string; reason: string | null }

export type ScansApp = Omit<DocumentsApp, 'close'> & {
  clamd: FakeClamd
  /** Where api and jobs look for the scanner, from now on. */
  place: ScannerSettings
  /** What the stand-in says of a file from now on; null is nothing, for as long as it likes. */
  judge: (verdictOn: (file: Buffer) => string | null) => void
  /** Everything as at the start. */
  heal: () => Promise<void>
  jobs: JobDependencies & { pool: Pool; scanner: Scanner }
  runScans: () => Promise<JobReport | null>
  /** Until the api has ended what it began. */
  settled: () => Promise<void>
  /** As if every file had waited for an hour. */
  wait: () => Promise<unknown>
  rowOf: (id: string) => Promise<ScanRow | undefined>
  statusOf: (id: string) => Promise<string | undefined>
  logOf: (id: string) => Promise<Logged[]>
  /** How many pieces of a document search knows, once it has looked. */
  indexed: (id: string) => Promise<number>
  close: () => Promise<void>
}

export function honest(file: Buffer): string {
  return file.includes(harmful) ? 'stream: Test.Harmful FOUND' : 'stream: OK'
}

export async function createScansApp(adminUrl: string): Promise<ScansApp> {
  let verdictOn: (file: Buffer) => string | null = honest
  const clamd = await startFakeClamd({
    answer: (socket, file) => {
      const verdict = verdictOn(file)
      if (verdict !== null) socket.end(`${verdict}\0`)
    },
  })
  const place = { host: '127.0.0.1', port: clamd.port, connectMs: 500, limitMs: 5000 }
  const t = await createDocumentsApp({
    adminUrl,
    scannerFor: (storage) => makeScanner(place, storage),
  })
  const pool = connectJobs(t.urlFor('postgres'))
  const jobs = { ...jobDependencies(pool), scanner: makeScanner(place, t.storage) }
  const rowOf: ScansApp['rowOf'] = async (id) => {
    const [row] = await t.sql<ScanRow>(
      `select status, scan_tries, version, coalesce(scan_at <= now(), true) as is_due
         from documents where id = $1`,
      [id],
    )
    return row
  }
  const settled = () => t.dependencies.background.settle()
  return {
    ...t,
    ...{ clamd, place, jobs, settled, rowOf },
    judge: (next) => {
      verdictOn = next
    },
    async heal() {
      await settled()
      await t.sql("delete from documents where status = 'scanning'")
      Object.assign(place, { port: clamd.port, limitMs: 5000 })
      verdictOn = honest
      clamd.received.length = 0
    },
    runScans: () => runJob(jobs, 'scan-documents'),
    wait: () => t.sql("update documents set scan_at = scan_at - interval '1 hour'"),
    statusOf: async (id) => (await rowOf(id))?.status,
    logOf: (id) =>
      t.sql<Logged>(
        `select action, actor_role, reason from audit_log where object_id = $1
          order by created_at, id`,
        [id],
      ),
    async indexed(id) {
      await runJob(jobs, 'index-search')
      return (await t.sql('select from search_chunks where owner_id = $1', [id])).length
    },
    async close() {
      await pool.end()
      await t.close()
      await clamd.close()
    },
  }
}
