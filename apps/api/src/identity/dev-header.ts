// The local identity: `X-User-Id` names a person, without proof. Only `server.dev.ts` imports this
// file, and that entry is in no production image.

import type { FastifyRequest } from 'fastify'
import type { IdentityProvider, LocalPersonRow } from '../dependencies.ts'
import { AppError, unauthorized } from '../errors.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const localHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i

/**
 * `workspaceOf` finds the workspace of a person, null when there is none; what it answers never
 * changes for an id, so it is asked once. The header never creates a person.
 */
export function devHeaderIdentity(
  directory: {
    people: () => Promise<LocalPersonRow[]>
    workspaceOf: (userId: string) => Promise<string | null>
  },
  /** The web container of the local compose, whose port is published on this machine alone. */
  neighbours: readonly string[] = [],
): IdentityProvider {
  const workspaces = new Map<string, string>()
  return {
    mode: 'dev',
    localPeople: directory.people,
    admit: (request) => refuseStrangers(request, neighbours),
    async identify(request) {
      const header = request.headers['x-user-id']
      if (typeof header !== 'string') throw unauthorized('Choose a person first: send X-User-Id.')
      const userId = header.toLowerCase()
      if (!uuid.test(userId)) throw unauthorized('X-User-Id is not an id.')
      const known = workspaces.get(userId)
      if (known) return { workspaceId: known, userId }
      const workspaceId = await directory.workspaceOf(userId)
      if (!workspaceId) throw unauthorized('This person is not known here.')
      if (workspaces.size > 10_000) workspaces.clear()
      workspaces.set(userId, workspaceId)
      return { workspaceId, userId }
    },
  }
}

/**
 * Without sign-in, being on this machine is the only proof there is. The Host check stops a foreign
 * page whose name was pointed at 127.0.0.1; the Origin check stops one that just sends requests.
 */
export function refuseStrangers(request: FastifyRequest, neighbours: readonly string[] = []): void {
  const peer = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? ''
  const isHere = peer === '127.0.0.1' || peer === '::1' || neighbours.includes(peer)
  const host = request.headers.host ?? ''
  const origin = request.headers.origin
  const sameOrigin =
    origin === undefined ||
    (/^https?:\/\//.test(origin) && origin.replace(/^https?:\/\//, '') === host)
  if (!isHere || !localHost.test(host) || !sameOrigin) {
    throw new AppError(
      403,
      'request.cross_origin',
      'Local mode answers only pages of this app on this machine.',
    )
  }
}
