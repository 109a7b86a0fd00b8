// Session tokens as Clerk mints them, made here with a key of the test's own. Nothing asks Clerk.

import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

export const issuer = 'https://clerk.worksmart.test'
export const party = 'https://app.worksmart.test'
export const organizationId = 'org_here'

export type ClerkKey = { publicPem: string; privateKey: KeyObject }

export function makeClerkKey(): ClerkKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(), privateKey }
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A session of `user_<name>` with a verified e-mail; `changes` replaces claims, undefined removes. */
export function mintToken(
  key: ClerkKey,
  name: string,
  changes: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
): string {
  const seconds = Math.floor(Date.now() / 1000)
  const claims = {
    iss: issuer,
    sub: `user_${name}`,
    sid: `sess_${name}`,
    azp: party,
    iat: seconds,
    nbf: seconds - 1,
    exp: seconds + 60,
    v: 2,
    o: { id: organizationId, rol: 'member' },
    email: `${name}@here.test`,
    email_verified: true,
    ...changes,
  }
  const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: 'ins_test', ...header })}.${part(claims)}`
  return `${signed}.${sign('sha256', Buffer.from(signed), key.privateKey).toString('base64url')}`
}
