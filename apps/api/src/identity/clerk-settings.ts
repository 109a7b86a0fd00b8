import type { Env } from '../env.ts'
import type { ClerkSettings } from './clerk.ts'

/** What Clerk's tokens are checked with; only after `productionRefusals` found nothing. */
export function clerkSettingsOf(env: Env): ClerkSettings {
  // In one line of an environment file, a PEM's line ends are written as \n.
  const keys = (env.CLERK_JWT_KEY ?? '').replaceAll('\\n', '\n')
  const endOfKey = '-----END PUBLIC KEY-----'
  return {
    jwtKeys: keys
      .split(endOfKey)
      .map((key) => key.trim())
      .filter(Boolean)
      .map((key) => `${key}\n${endOfKey}\n`),
    issuer: env.CLERK_ISSUER ?? '',
    authorizedParties: (env.CLERK_AUTHORIZED_PARTIES ?? '').split(',').map((one) => one.trim()),
    needsSecondFactor: env.CLERK_REQUIRE_SECOND_FACTOR === 'true',
    maxSessionHours: env.CLERK_MAX_SESSION_HOURS ?? null,
  }
}
