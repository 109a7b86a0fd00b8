// `npm run import`: a client of the running app, so it needs neither its database nor its code.
import { join, resolve } from 'node:path'
import { importCommand } from './import-command.ts'

const root = join(import.meta.dirname, '../../../..')
// npm runs scripts in the project's folder and keeps the caller's own in INIT_CWD.
const { INIT_CWD: calledIn, WORKSMART_DATA_DIR: dataFolder } = process.env

const cancel = new AbortController()
process.once('SIGINT', () => cancel.abort())
process.once('SIGTERM', () => cancel.abort())
for (const stream of [process.stdout, process.stderr]) {
  // A reader that goes away (`| head`) is no reason for a stack trace.
  stream.on('error', () => cancel.abort())
}

process.exitCode = await importCommand(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  folders: calledIn ? [calledIn, process.cwd()] : [process.cwd()],
  serverFile: resolve(root, dataFolder || '.worksmart', 'server.json'),
  defaultUrl: 'http://localhost:3000',
  signal: cancel.signal,
  timeoutMs: 60_000,
  retryBaseMs: 500,
})
