// What goes wrong with one object must not keep the others waiting: it is counted, and after the
// fifth time left alone and named in the log.

import type { Pool } from '../db/connect.ts'
import type { Storage } from './storage.ts'

const triesBeforeParking = 5
const nowhere = '00000000-0000-0000-0000-000000000000'

export type SweepItem = { workspaceId: string | null; key: string }
export type Attempts = Awaited<ReturnType<typeof makeAttempts>>

/** `check` throws when the storage as a whole is away, which is no fault of any item. */
export async function makeAttempts(
  pool: Pool,
  storage: Pick<Storage, 'check'>,
  log: (line: string) => void,
) {
  const { rows } = await pool.query<{ key: string }>(
    'select object_key as key from sweep_failures where failures >= $1',
    [triesBeforeParking],
  )
  const parked = new Set(rows.map((row) => row.key))
  let failed = 0

  return {
    counts: () => ({ failed, parked: parked.size }),

    /** True when `work` was done for this item; false when it failed or is parked. */
    async attempt(item: SweepItem, work: () => Promise<unknown>): Promise<boolean> {
      if (parked.has(item.key)) return false
      try {
        await work()
      } catch (error) {
        await storage.check(3000)
        failed++
        const failures = await countFailure(pool, item, reasonOf(error))
        if (failures >= triesBeforeParking) {
          parked.add(item.key)
          log(`The sweep failed ${failures} times at ${item.key} and leaves it alone from now on.`)
        }
        return false
      }
      await pool.query(
        'delete from sweep_failures where workspace_id = $1 and object_key = $2',
        keyOf(item),
      )
      return true
    },
  }
}

async function countFailure(pool: Pool, item: SweepItem, reason: string): Promise<number> {
  const { rows } = await pool.query<{ failures: number }>(
    `insert into sweep_failures (workspace_id, object_key, failures, reason) values ($1, $2, 1, $3)
     on conflict (workspace_id, object_key) do update
       set failures = sweep_failures.failures + 1, reason = $3, updated_at = now()
     returning failures`,
    [...keyOf(item), reason],
  )
  return rows[0]?.failures ?? 1
}

function keyOf(item: SweepItem): string[] {
  return [item.workspaceId ?? nowhere, item.key]
}

// A code and no sentence: what a client library says may hold an address with its signature.
function reasonOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown }
  return String(code ?? name ?? 'unknown').slice(0, 100)
}
