// The whole product in this process: real Postgres, real api, real object store, the built web app
// behind the same front door as `npm start`.

import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildApp } from '@worksmart/api/app.ts'
import { connectPool } from '@worksmart/api/db/connect.ts'
import { localDirectory } from '@worksmart/api/db/local-directory.ts'
import { seedFirstWorkspace } from '@worksmart/api/db/seed.ts'
import type { Dependencies } from '@worksmart/api/dependencies.ts'
import { readEnv } from '@worksmart/api/env.ts'
import { devHeaderIdentity } from '@worksmart/api/identity/dev-header.ts'
import { connectJobs } from '@worksmart/api/jobs/connect-jobs.ts'
import { makeRuntime } from '@worksmart/api/runtime.ts'
import { followWrites } from '@worksmart/api/search/follow-writes.ts'
import type { FaultProxy } from '@worksmart/dev-services/fault-proxy'
import { createFrontDoor } from '@worksmart/dev-services/front-door'
import { cloneFromUrl } from '@worksmart/dev-services/postgres/template-database'
import type { ObjectStore } from '@worksmart/dev-services/s3/server'
import { securityHeadersFor } from '@worksmart/dev-services/security-headers'
import type { Page } from 'playwright-core'
import { v7 } from 'uuid'
import { countAnswers } from '../../api/test/tally.ts'
import { startFiles } from './files-stack.ts'
import { holdApi } from './held-api.ts'
import { type InferenceKind, type RunningInference, startInference } from './inference.ts'

export type FirstPerson = 'Ana Lima' | 'Marco Rossi' | 'Mia Chen'

/** The start of their e-mail. */
export type Handle = 'ana' | 'marco' | 'mia'

export type Stack = {
  url: string
  /** A request to the api as one of the first people, by the start of their e-mail. */
  api: (person: Handle, method: string, path: string, body?: unknown) => Promise<Response>
  idOf: (person: Handle) => string
  /** Opens the app as this person, who is new at this browser. */
  enter: (page: Page, name: FirstPerson) => Promise<void>
  databaseUrl: string
  store: ObjectStore
  /** Stands between the browser and the object store, and can be told to fail. */
  storeWire: FaultProxy
  /** AI help; none unless the options ask for it. */
  inference: RunningInference
  /** While true, every api request answers 503, as when the database is away. */
  setBroken: (broken: boolean) => void
  /** Holds every api answer back for this long. */
  setDelay: (ms: number) => void
  close: () => Promise<void>
}

export type StackOptions = {
  now?: Date
  /** Settings of the api, such as `UPLOAD_MAX_BYTES`. */
  env?: Record<string, string>
  /** Which AI help there is. Named at all, the search index follows the writes too. */
  inference?: InferenceKind
}

const bundleDir = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'web', 'dist')

export async function startStack(adminUrl: string, options: StackOptions = {}): Promise<Stack> {
  if (!existsSync(join(bundleDir, 'index.html')))
    throw new Error('The web app is not built: run npm run build.')
  const database = await cloneFromUrl(adminUrl)
  await seedFirstWorkspace(database.superuserUrl, v7, 'Europe/London')
  const directory = connectPool(
    {
      url: database.superuserUrl,
      role: 'ws_directory',
      max: 1,
      connectTimeoutMs: 2000,
      statementTimeoutMs: 5000,
      lockTimeoutMs: 2000,
      applicationName: 'e2e-directory',
    },
    { onIdleError: () => {} },
  )
  const people = localDirectory(directory)
  const files = await startFiles()
  const inference = await startInference(options.inference ?? 'none', files.store)
  const runtime = await makeRuntime({
    env: readEnv({
      LOG_LEVEL: 'silent',
      // Tests ask more often than people do.
      AI_RATE_PER_MINUTE: '10000',
      AI_RATE_PER_DAY: '10000',
      AI_SUGGEST_RATE_PER_MINUTE: '10000',
      ...options.env,
    }),
    storage: files.storage,
    databaseUrl: database.urlFor('ws_app'),
    identity: devHeaderIdentity(people),
    inferencePlace: inference.place,
    checkAnswers: true,
    log: () => {},
  })
  const dependencies: Dependencies = {
    ...runtime.dependencies,
    ...(options.now ? { now: () => options.now as Date } : {}),
  }
  const app = await buildApp(dependencies)
  await app.ready()
  const held = holdApi((request, response) => app.routing(request, response))
  const jobPool = connectJobs(database.superuserUrl)
  const stopFollowing = options.inference
    ? followWrites(
        {
          pool: jobPool,
          newId: v7,
          storage: files.storage,
          inference: runtime.dependencies.inference,
          // What changed is dated by the database, whose clock nobody stops.
          now: () => new Date(),
          isDryRun: false,
          log: () => {},
        },
        () => {},
      )
    : async () => {}
  const door = createFrontDoor({
    bundleDir,
    securityHeaders: securityHeadersFor(files.origin),
    api: held.listener,
  })
  await new Promise<void>((listening) => door.listen(0, '127.0.0.1', listening))
  const url = `http://localhost:${(door.address() as AddressInfo).port}`
  files.allow(url)
  const ids = new Map(
    (await people.people()).map((person) => [person.email.split('@')[0], person.id]),
  )
  const idOf = (person: string) => ids.get(person) ?? ''
  return {
    url,
    idOf,
    databaseUrl: database.superuserUrl,
    store: files.store,
    storeWire: files.wire,
    inference,
    api: (person, method, path, body) =>
      fetch(`${url}/api${path}`, {
        method,
        headers: {
          'x-user-id': idOf(person),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    setBroken: held.setBroken,
    setDelay: held.setDelay,
    async enter(page, name) {
      await page.goto(url)
      await page.getByRole('button', { name: new RegExp(name) }).click()
    },
    async close() {
      door.closeAllConnections()
      await new Promise((closed) => door.close(closed))
      await stopFollowing()
      await jobPool.end()
      await app.close()
      await inference.close()
      await Promise.all([runtime.pool.end(), directory.end()])
      await files.close()
      await database.drop()
      // A 500 is a bug whatever the test was about. What `setBroken` answers comes from before the api.
      const { broken } = countAnswers(dependencies.metrics.render())
      if (broken.length > 0) throw new Error(`Answered with 500: ${broken.join(', ')}`)
    },
  }
}
