import type { JobReport } from '../jobs/jobs.ts'
import type { OnScan } from '../scan/scan-one.ts'
import type { Metrics } from './metrics.ts'

/** Counts scans by what came of them, and says in the log what somebody should look at. */
export function measureScans(metrics: Metrics, log: (line: string) => void): OnScan {
  const count = metrics.counter('worksmart_scans_total', 'Scans of documents by result.')
  return (documentId, outcome, tries) => {
    count({ result: outcome.verdict === 'none' ? outcome.why : outcome.verdict })
    if (outcome.verdict === 'infected') {
      log(`The document ${documentId} was quarantined: ${outcome.signature}.`)
    }
    if (outcome.verdict === 'none') {
      log(`The document ${documentId} waits for its scan: ${outcome.why}, try ${tries}.`)
    }
  }
}

/** Shows what the last run of the job left; answers what to tell its reports. */
export function measureWaiting(metrics: Metrics): (report: JobReport) => void {
  let last: JobReport = {}
  metrics.gauge('worksmart_documents_waiting', 'Documents that wait for a scan.', () => {
    return last.waiting ?? 0
  })
  metrics.gauge(
    'worksmart_documents_waiting_seconds',
    'Age of the oldest document that waits for a scan.',
    () => last.oldestSeconds ?? 0,
  )
  return (report) => {
    last = report
  }
}
