// The product as it stands in production: nginx with the production configuration, the api behind
// it signed in to with tokens, and a bundle whose only difference is where it takes the token from.

import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { buildApp } from '@worksmart/api/app.ts'
import { connectPool } from '@worksmart/api/db/connect.ts'
import { seedFirstWorkspace } from '@worksmart/api/db/seed.ts'
import { readEnv } from '@worksmart/api/env.ts'
import { clerkIdentity } from '@worksmart/api/identity/clerk.ts'
import { clerkDirectory } from '@worksmart/api/identity/clerk-directory.ts'
import { makeRuntime } from '@worksmart/api/runtime.ts'
import { cloneFromUrl } from '@worksmart/dev-services/postgres/template-database'
import pg from 'pg'
import { v7 } from 'uuid'
import { issuer, makeClerkKey, mintToken, organizationId } from '../../api/test/clerk.ts'
import { startFiles } from './files-stack.ts'
import { holdApi } from './held-api.ts'
import { startInference } from './inference.ts'
import { aLowPort, startNginx } from './nginx.ts'
import type { Handle, Stack, StackOptions } from './stack.ts'

const web = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'web')

/** Where the bundle of these tests looks for its token. */
const tokenKey = 'worksmart-test-token'

export async function startNginxStack(
  adminUrl: string,
  options: StackOptions = {},
): Promise<Stack> {
  const bundleDir = await buildWeb({
    WORKSMART_SESSION: join(web, 'test', 'token-session.tsx'),
  })
  const database = await cloneFromUrl(adminUrl)
  await seedFirstWorkspace(database.superuserUrl, v7, 'Europe/London')
  const ids = await bindPeople(database.superuserUrl)
  const limits = { connectTimeoutMs: 2000, statementTimeoutMs: 5000, lockTimeoutMs: 2000 }
  const directory = connectPool(
    {
      ...{ url: database.superuserUrl, role: 'ws_directory', max: 1 },
      ...{ ...limits, applicationName: 'e2e-directory' },
    },
    { onIdleError: () => {} },
  )
  const key = makeClerkKey()
  const httpsPort = await aLowPort()
  const url = `https://localhost:${httpsPort}`
  const files = await startFiles()
  files.allow(url)
  const inference = await startInference('none', files.store)
  const runtime = await makeRuntime({
    env: readEnv({
      LOG_LEVEL: 'silent',
      TRUSTED_PROXIES: '127.0.0.1',
      // A test machine may be busy with other tests; shedding load has a test of its own.
      OVERLOAD_DELAY_MS: '60000',
      ...options.env,
    }),
    storage: files.storage,
    databaseUrl: database.urlFor('ws_app'),
    identity: clerkIdentity(
      {
        jwtKeys: [key.publicPem],
        issuer,
        authorizedParties: [url],
        needsSecondFactor: false,
        maxSessionHours: null,
      },
      clerkDirectory(directory, v7),
      () => new Date(),
    ),
    checkAnswers: true,
    log: () => {},
  })
  const app = await buildApp({
    ...runtime.dependencies,
    ...(options.now ? { now: () => options.now as Date } : {}),
  })
  await app.ready()
  const held = holdApi((request, response) => app.routing(request, response))
  const server = createServer(held.listener)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const apiPort = (server.address() as AddressInfo).port
  const nginx = await startNginx({
    bundleDir,
    apiPorts: [apiPort],
    clerkIssuer: issuer,
    httpsPort,
    storageOrigin: files.origin,
  })
  const tokenOf = (person: Handle) =>
    mintToken(key, person, { azp: url, exp: Math.floor(Date.now() / 1000) + 3600 })
  return {
    url,
    idOf: (person) => ids.get(person) ?? '',
    databaseUrl: database.superuserUrl,
    store: files.store,
    storeWire: files.wire,
    inference,
    api: (person, method, path, body) =>
      fetch(`http://127.0.0.1:${apiPort}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${tokenOf(person)}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    async enter(page, name) {
      const token = tokenOf(name.split(' ', 1)[0]?.toLowerCase() as Handle)
      await page.addInitScript(([k, t]) => sessionStorage.setItem(k, t), [tokenKey, token] as const)
      await page.goto(url)
    },
    setBroken: held.setBroken,
    setDelay: held.setDelay,
    async close() {
      await nginx.stop()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      await app.close()
      await Promise.all([runtime.pool.end(), directory.end()])
      await inference.close()
      await files.close()
      await database.drop()
    },
  }
}

const built = new Map<string, Promise<string>>()

/** Removes what `buildWeb` made; a file that builds says so at its end. */
export async function removeBuilds(): Promise<void> {
  for (const building of built.values()) await rm(await building, { recursive: true, force: true })
  built.clear()
}

/** The web app with these settings of its build, once for all that ask. Answers its folder. */
export function buildWeb(settings: Record<string, string>): Promise<string> {
  const name = JSON.stringify(settings)
  const known = built.get(name)
  if (known) return known
  const building = (async () => {
    const outDir = await mkdtemp(join(tmpdir(), 'worksmart-bundle-'))
    const { VITEST: _, NODE_ENV: __, ...env } = process.env
    await promisify(execFile)(
      process.execPath,
      [
        ...[join(web, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'],
        ...['--outDir', outDir, '--emptyOutDir'],
      ],
      { cwd: web, env: { ...env, ...settings } },
    )
    return outDir
  })()
  built.set(name, building)
  return building
}

/** Gives the first people the sign-in that their tokens name. */
async function bindPeople(databaseUrl: string): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('update workspaces set clerk_organization_id = $1', [organizationId])
    const { rows } = await client.query<{ id: string; person: string }>(
      `update users set clerk_user_id = 'user_' || split_part(email, '@', 1)
       returning id, split_part(email, '@', 1) as person`,
    )
    return new Map(rows.map(({ id, person }) => [person, id]))
  } finally {
    await client.end()
  }
}
