import type { Pool } from '../db/connect.ts'
import type { AuditLine, ChainLink } from './audit-chain.ts'

const lineColumns = `
  l.id, l.actor_id as "actorId", l.actor_role as "actorRole", l.action,
  l.object_type as "objectType", l.object_id as "objectId", l.fields, l.reason,
  l.request_id as "requestId", l.values_hash as "valuesHash", l.created_at::text as "createdAt"`

export async function selectLastLink(pool: Pool, workspaceId: string) {
  const { rows } = await pool.query<{ seq: string; hash: string; chained_at: string }>(
    `select seq, hash, created_at as chained_at from audit_chain
      where workspace_id = $1 order by seq desc limit 1`,
    [workspaceId],
  )
  return rows[0] && { seq: Number(rows[0].seq), hash: rows[0].hash }
}

/**
 * Lines without a link, oldest first. A transaction may commit its line after a younger one was
 * chained, so the search goes back over everything that could still have been open.
 */
export async function selectUnchained(
  pool: Pool,
  workspaceId: string,
  limit: number,
): Promise<AuditLine[]> {
  const { rows } = await pool.query<AuditLine>(
    `select ${lineColumns} from audit_log l
      where l.workspace_id = $1
        and l.created_at >= coalesce(
          (select max(c.created_at) - interval '1 hour' from audit_chain c where c.workspace_id = $1),
          '-infinity')
        and not exists (select from audit_chain c
          where c.workspace_id = l.workspace_id and c.audit_id = l.id)
      order by l.created_at, l.id limit $2`,
    [workspaceId, limit],
  )
  return rows
}

export async function insertLinks(
  pool: Pool,
  workspaceId: string,
  links: readonly ChainLink[],
): Promise<void> {
  await pool.query(
    `insert into audit_chain (workspace_id, seq, audit_id, hash)
     select $1, seq, audit_id, hash
       from unnest($2::bigint[], $3::uuid[], $4::text[]) as l (seq, audit_id, hash)`,
    [
      workspaceId,
      links.map((link) => link.seq),
      links.map((link) => link.auditId),
      links.map((link) => link.hash),
    ],
  )
}

export type CheckedLink = AuditLine & { seq: number; hash: string }

/**
 * Links with their lines, after `seq`. Values that were erased with a person are no breach; values
 * that are there have to be those of the line.
 */
export async function selectLinks(
  pool: Pool,
  workspaceId: string,
  afterSeq: number,
  limit: number,
): Promise<(CheckedLink & { before: unknown; after: unknown; hasValues: boolean })[]> {
  const { rows } = await pool.query(
    `select c.seq::int as seq, c.hash, ${lineColumns},
            v.before, v.after, v.audit_id is not null as "hasValues"
       from audit_chain c
       left join audit_log l on l.workspace_id = c.workspace_id and l.id = c.audit_id
       left join audit_values v on v.workspace_id = c.workspace_id and v.audit_id = c.audit_id
      where c.workspace_id = $1 and c.seq > $2 order by c.seq limit $3`,
    [workspaceId, afterSeq, limit],
  )
  return rows
}
