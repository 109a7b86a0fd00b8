// Who a verified session belongs to, asked before there is any context. It connects as a role that
// reads people and workspaces and may bind a person once.

import type { Pool } from '../db/connect.ts'
import type { Identity } from '../db/with-actor.ts'

export type ClerkDirectory = {
  /** Null when nobody here belongs to this session. */
  findPerson: (session: {
    organizationId: string
    clerkUserId: string
    /** Null when Clerk did not say that the person owns the address. */
    verifiedEmail: string | null
  }) => Promise<Identity | null>
}

type PersonRow = { workspace_id: string; id: string }

/** The directory over a pool of the role `ws_directory`. Rows are bound by the verified e-mail. */
export function clerkDirectory(pool: Pool, newId: () => string): ClerkDirectory {
  const first = async (name: string, text: string, values: unknown[]) => {
    const { rows } = await pool.query<PersonRow>({ name, text, values })
    return rows[0] ? { workspaceId: rows[0].workspace_id, userId: rows[0].id } : null
  }
  const find = (organizationId: string, clerkUserId: string) =>
    first('person_of_session', findText, [organizationId, clerkUserId])
  return {
    async findPerson({ organizationId, clerkUserId, verifiedEmail }) {
      const known = await find(organizationId, clerkUserId)
      if (known || verifiedEmail === null) return known
      const email = verifiedEmail.normalize('NFC').toLowerCase()
      const bound = await first('bind_person', bindText, [
        organizationId,
        clerkUserId,
        email,
        newId(),
      ])
      // Two first requests at once: the one that came second finds what the first one bound.
      return bound ?? (await find(organizationId, clerkUserId))
    },
  }
}

const findText = `
  select u.workspace_id, u.id
    from users u join workspaces w on w.id = u.workspace_id
   where w.clerk_organization_id = $1 and u.clerk_user_id = $2`

// A row that is bound already stays whose it is, whatever e-mail somebody has today.
const bindText = `
  with bound as (
    update users u set clerk_user_id = $2, updated_at = now(), version = u.version + 1
      from workspaces w
     where w.id = u.workspace_id and w.clerk_organization_id = $1
       and u.email = $3 and u.clerk_user_id is null and u.active
    returning u.workspace_id, u.id, u.role
  ), logged as (
    insert into audit_log (workspace_id, id, actor_id, actor_role, action, object_type, object_id, fields)
    select workspace_id, $4::uuid, id, role, 'user.bound', 'user', id, '{clerkUserId}' from bound
  )
  select workspace_id, id from bound`
