// Sign-in by Clerk, verified with its public key and without any request to it. Bearer only: a
// cookie would let a foreign page write in the name of whoever is signed in.

import { createHash } from 'node:crypto'
import { verifyToken } from '@clerk/fastify'
import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Identity } from '../db/with-actor.ts'
import type { IdentityProvider } from '../dependencies.ts'
import { AppError, forbidden, unauthorized } from '../errors.ts'
import { securityLog } from '../http/refusal-log.ts'
import type { ClerkDirectory } from './clerk-directory.ts'
import { tokenCache } from './token-cache.ts'

export type ClerkSettings = {
  /** One or two PEM public keys: while the key is being changed, both are valid. */
  jwtKeys: readonly string[]
  issuer: string
  /** Origins that a token may have been minted for. */
  authorizedParties: readonly string[]
  /** True when a session of one factor alone does not get in. */
  needsSecondFactor: boolean
  /** How long after a factor was shown a session counts; null leaves it to Clerk. */
  maxSessionHours: number | null
}

const longestToken = 8192

/** Seconds. Clerk's live a minute; one that outlived `ended_sessions` would undo a sign-out. */
const longestTokenLife = 86_400

const jwtShape = /^[\w-]+\.[\w-]+\.[\w-]+$/

/** What we read of a session token, beyond what `verifyToken` has checked. */
const Claims = z.object({
  iss: z.string(),
  sub: z.string().startsWith('user_'),
  // As long as the column that keeps it when it has ended.
  sid: z.string().startsWith('sess_').max(255),
  iat: z.number(),
  exp: z.number(),
  sts: z.string().optional(),
  // Minutes since the first and the second factor were verified; -1 is never.
  fva: z.tuple([z.number(), z.number()]).optional(),
  // Version 2 of the token names the organisation in `o`, version 1 in `org_id`.
  o: z.object({ id: z.string() }).optional(),
  org_id: z.string().optional(),
  // Only there when the session token was given these two claims in Clerk's settings.
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
})
type Claims = z.infer<typeof Claims>

/**
 * The identity of production. 401 for every token that is not a live session of this instance, 403
 * `account.second_factor` for one that has to have another factor, 403 `account.unknown` for a person
 * whom nobody has added here. A session that this process has not seen in a day is a line of the log.
 */
export function clerkIdentity(
  settings: ClerkSettings,
  directory: ClerkDirectory,
  now: () => Date,
  onLookup: (isKnown: boolean) => void = () => {},
): IdentityProvider {
  const known = tokenCache<Identity>({ maxEntries: 10_000, maxAgeMs: 60_000, now })
  const sessions = tokenCache<true>({ maxEntries: 10_000, maxAgeMs: 24 * 3_600_000, now })
  return {
    mode: 'clerk',
    localPeople: null,
    admit: refuseLocalHeader,
    async identify(request) {
      const token = readBearer(request)
      const key = createHash('sha256').update(token).digest('base64url')
      const cached = known.get(key)
      onLookup(cached !== undefined)
      if (cached) return cached
      const claims = await verify(token, settings)
      refuseOldSession(claims, settings.maxSessionHours)
      const factors = (claims.fva?.[1] ?? -1) >= 0 ? 2 : 1
      if (settings.needsSecondFactor && factors < 2) {
        throw forbidden(
          'account.second_factor',
          'Sign in with a second factor. Add one to your account first if it has none.',
        )
      }
      const organizationId = claims.o?.id ?? claims.org_id
      const person = organizationId
        ? await directory.findPerson({
            organizationId,
            clerkUserId: claims.sub,
            verifiedEmail: claims.email_verified === true ? (claims.email ?? null) : null,
          })
        : null
      if (!person) {
        throw forbidden('account.unknown', 'You have no account here yet. Ask an admin to add you.')
      }
      const identity = { ...person, sessionId: claims.sid }
      known.set(key, identity, claims.exp * 1000)
      if (!sessions.get(claims.sid)) {
        sessions.set(claims.sid, true, Number.POSITIVE_INFINITY)
        securityLog(request.log, 'clerk').info({ userId: identity.userId, factors }, 'session')
      }
      return identity
    },
  }
}

/** The header of local mode has no business here; passing over it would hide a broken proxy. */
function refuseLocalHeader(request: FastifyRequest): void {
  if (request.headers['x-user-id'] === undefined) return
  throw new AppError(400, 'request.forbidden_header', 'Do not send X-User-Id to this server.')
}

function readBearer(request: FastifyRequest): string {
  const { authorization } = request.headers
  if (authorization === undefined) throw unauthorized('Sign in first.')
  const [scheme, token = '', ...rest] = authorization.split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || rest.length > 0) {
    throw unauthorized('Send the session token as Authorization: Bearer.')
  }
  // Anything else than three parts would make the library ask Clerk about it.
  if (token.length > longestToken || !jwtShape.test(token)) {
    throw unauthorized('This is not a session token.')
  }
  return token
}

/** A session that does not say when its first factor was shown is too old where that counts. */
function refuseOldSession({ fva }: Claims, maxHours: number | null): void {
  if (maxHours === null) return
  const minutes = fva?.[0] ?? -1
  if (minutes < 0 || minutes > maxHours * 60) {
    throw unauthorized('This sign-in is too long ago. Sign in again.')
  }
}

async function verify(token: string, settings: ClerkSettings): Promise<Claims> {
  for (const jwtKey of settings.jwtKeys) {
    const payload = await verifyToken(token, {
      jwtKey,
      authorizedParties: [...settings.authorizedParties],
    }).catch(() => null)
    const claims = Claims.safeParse(payload)
    // The library checks neither the issuer, nor whether the sign-in was finished, nor how long it is
    // to last.
    if (!claims.success) continue
    const { iss, sts, iat, exp } = claims.data
    if (iss !== settings.issuer || sts === 'pending' || exp - iat > longestTokenLife) break
    return claims.data
  }
  throw unauthorized('The sign-in has ended or is not valid. Sign in again.')
}
