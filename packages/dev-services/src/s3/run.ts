// The object store as a process of its own: the options as JSON in the first argument, one line of
// JSON with the address and the keys when it is ready. It ends cleanly on SIGINT and SIGTERM.
import { StartRefused } from '../start-refused.ts'
import { type ObjectStoreOptions, startObjectStore } from './server.ts'

try {
  const options = JSON.parse(process.argv[2] ?? '') as Omit<ObjectStoreOptions, 'now'>
  const { close, ...facts } = await startObjectStore(options)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close().then(() => process.exit(0)))
  }
  process.stdout.write(`${JSON.stringify(facts)}\n`)
} catch (error) {
  if (!(error instanceof StartRefused)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
