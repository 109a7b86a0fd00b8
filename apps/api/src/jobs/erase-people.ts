import { erasePerson, finishErasure, selectOpenErasures } from './erase.queries.ts'
import type { Job } from './jobs.ts'

/** Takes away what belongs to people who are to be erased, one transaction for each. */
export const erasePeople: Job = async ({ pool }) => {
  const report: Record<string, number> = { people: 0 }
  for (const erasure of await selectOpenErasures(pool)) {
    const client = await pool.connect()
    let isBroken = true
    try {
      await client.query('begin')
      const rows = await erasePerson(client, erasure)
      const isDone = await finishErasure(client, erasure)
      await client.query('commit')
      isBroken = false
      for (const [name, count] of Object.entries(rows)) report[name] = (report[name] ?? 0) + count
      if (isDone) report.people = (report.people ?? 0) + 1
    } finally {
      client.release(isBroken)
    }
  }
  return report
}
