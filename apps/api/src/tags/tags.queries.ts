import type { TagCounts } from '@worksmart/types/checkins'
import { sql } from 'drizzle-orm'
import { visibleTo } from '../checkins/checkins.queries.ts'
import { checkins } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'

/** Tags on visible rows with their counts, the latest used first; at most 500. */
export async function selectTags(tx: Tx, viewer: Viewer): Promise<TagCounts['items']> {
  const { rows } = await tx.db.execute<{ tag: string; count: number; last_used: string }>(sql`
    select tag, count(*)::int as count, max(work_date)::text as last_used
      from ${checkins}, unnest(${checkins.tags}) as tag
     where ${visibleTo(viewer)} and ${checkins.deletedAt} is null
     group by tag order by max(work_date) desc, count(*) desc, tag limit 500`)
  return rows.map((row) => ({ tag: row.tag, count: row.count, lastUsed: row.last_used }))
}
