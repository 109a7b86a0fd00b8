// The api alone as a process of its own, so that it can be killed and its bytes be counted. What it
// needs comes as JSON in the first argument; it says its port in one line.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buildApp } from '../src/app.ts'
import { connectPool } from '../src/db/connect.ts'
import { localDirectory } from '../src/db/local-directory.ts'
import { readEnv } from '../src/env.ts'
import { devHeaderIdentity } from '../src/identity/dev-header.ts'
import { makeRuntime } from '../src/runtime.ts'
import { makeStorage, type StorageSettings } from '../src/storage/storage.ts'

export type Serving = {
  databaseUrl: string
  ownerUrl: string
  settings: StorageSettings
  env?: Record<string, string>
}

const { databaseUrl, ownerUrl, settings, env = {} } = JSON.parse(process.argv[2] ?? '') as Serving
const directory = connectPool(
  {
    url: ownerUrl,
    role: 'ws_directory',
    max: 1,
    connectTimeoutMs: 2000,
    statementTimeoutMs: 5000,
    lockTimeoutMs: 2000,
    applicationName: 'test-directory',
  },
  { onIdleError: () => {} },
)
const { dependencies } = await makeRuntime({
  env: readEnv({ LOG_LEVEL: 'silent', ...env }),
  databaseUrl,
  identity: devHeaderIdentity(localDirectory(directory)),
  storage: makeStorage(settings),
  checkAnswers: false,
  log: () => {},
})
const app = await buildApp(dependencies)
await app.ready()
const server = createServer((request, response) => app.routing(request, response))
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
})
