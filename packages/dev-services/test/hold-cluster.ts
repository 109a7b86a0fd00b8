// A program that holds a cluster as the app does, so that tests can kill it from outside. It prints
// one line of JSON when the cluster is ready, and on Ctrl-C uses the database once more.
import { startCluster } from '../src/postgres/cluster.ts'
import { StartRefused } from '../src/start-refused.ts'
import { query } from './query.ts'

const [dataDir = '', mode] = process.argv.slice(2)

try {
  const cluster = await startCluster({ dataDir, forTests: mode === 'disposable' })
  process.on('SIGINT', async () => {
    const rows = await query(cluster.superuserUrl('postgres'), 'select 1 as still_there')
    await cluster.stop()
    process.stdout.write(`${JSON.stringify({ drained: rows.length === 1 })}\n`)
    process.exit(0)
  })
  const { pid, port } = cluster
  process.stdout.write(`${JSON.stringify({ pid, port, url: cluster.superuserUrl('postgres') })}\n`)
  setInterval(() => {}, 60_000)
} catch (error) {
  if (!(error instanceof StartRefused)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
