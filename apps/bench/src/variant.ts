// What the measured servers have in common: the same settings, the same proof of who asks, and a
// port of their own.

import { connectPool } from '@worksmart/api/db/connect.ts'
import { localDirectory } from '@worksmart/api/db/local-directory.ts'
import type { IdentityProvider } from '@worksmart/api/dependencies.ts'
import { readEnv } from '@worksmart/api/env.ts'
import { devHeaderIdentity } from '@worksmart/api/identity/dev-header.ts'
import { makeRuntime, type Runtime } from '@worksmart/api/runtime.ts'
import { serveParent } from './child.ts'

export type VariantSettings = {
  appUrl: string
  ownerUrl: string
  /** Absent means that AI help is off. */
  inference?: { url: string; token: string }
}
export type VariantReady = { port: number }

type Listener = { listen: (options: { host: string; port: number }) => Promise<string> }

/** Serves what `build` makes on a free port of the loopback address, until the parent goes away. */
export function serveVariant(
  build: (settings: VariantSettings) => Promise<Listener>,
): Promise<void> {
  return serveParent<VariantSettings, object>(async (settings) => {
    const app = await build(settings)
    const address = await app.listen({ host: '127.0.0.1', port: 0 })
    return { ready: { port: Number(new URL(address).port) }, answer: async () => null }
  })
}

/** The local identity, until there is sign-in; it asks the database once a person. */
export function benchIdentity(settings: VariantSettings): IdentityProvider {
  const directory = connectPool(
    {
      url: settings.ownerUrl,
      role: 'ws_directory',
      max: 1,
      connectTimeoutMs: 2000,
      statementTimeoutMs: 5000,
      lockTimeoutMs: 2000,
      applicationName: 'bench-directory',
    },
    { onIdleError: () => {} },
  )
  return devHeaderIdentity(localDirectory(directory))
}

/** The api's own dependencies as production has them: answers are not checked, nothing is logged. */
export function productionRuntime(settings: VariantSettings): Promise<Runtime> {
  const { url, token } = settings.inference ?? {}
  return makeRuntime({
    env: readEnv({
      LOG_LEVEL: 'silent',
      INFERENCE_URL: url,
      INFERENCE_TOKEN: token,
      // A few people ask as much here as a whole team does.
      AI_SUGGEST_RATE_PER_MINUTE: '1000000',
    }),
    databaseUrl: settings.appUrl,
    identity: benchIdentity(settings),
    checkAnswers: false,
    log: (line) => console.error(line),
  })
}
