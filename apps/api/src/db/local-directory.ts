// Who lives in this local database, read before there is any context. It connects as a role that
// may read people and workspaces and nothing else.

import type { Role } from '@worksmart/types/roles'
import type pg from 'pg'
import type { LocalPersonRow } from '../dependencies.ts'

/** The directory of local mode over a pool of the role `ws_directory`. */
export function localDirectory(pool: pg.Pool) {
  return {
    async people(): Promise<LocalPersonRow[]> {
      const { rows } = await pool.query<LocalPersonRow & { role: Role }>(`
        select u.id, u.workspace_id as "workspaceId", u.name, u.email, u.role, w.name as "workspaceName"
          from users u join workspaces w on w.id = u.workspace_id
         where u.active
         order by w.created_at, u.created_at, u.id
         limit 500`)
      return rows
    },
    async workspaceOf(userId: string): Promise<string | null> {
      const { rows } = await pool.query<{ workspace_id: string }>({
        name: 'workspace_of',
        // An id is a workspace's own; whoever had it first is who the header names.
        text: 'select workspace_id from users where id = $1 order by created_at limit 1',
        values: [userId],
      })
      return rows[0]?.workspace_id ?? null
    },
  }
}
