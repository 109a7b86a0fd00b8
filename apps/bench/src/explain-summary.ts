// What the summary of the large project touches. Most of it happens inside a function, which EXPLAIN
// does not look into; the server's own log of plans does.

import { selectStats } from '@worksmart/api/checkins/checkin-stats.queries.ts'
import type { Prepared, Viewer } from '@worksmart/api/db/with-actor.ts'
import { selectSummary } from '@worksmart/api/projects/project-facts.queries.ts'
import type pg from 'pg'
import { largeProjectId, lastDay, peopleOf, workspaceId } from './fixture.ts'
import { atMost, type Goal } from './goal.ts'
import { buffersOf, flatten, type PlanNode } from './plan-nodes.ts'
import { largeProjectRows } from './requests.ts'
import { withOwner } from './seed/open-fixture.ts'

/** The Monday of the fixture's last day. */
const week = '2026-11-16'

const logPlans = `load 'auto_explain'; set auto_explain.log_min_duration = 0;
  set auto_explain.log_analyze = on; set auto_explain.log_buffers = on; set auto_explain.log_timing = off;
  set auto_explain.log_nested_statements = on; set auto_explain.log_format = json;
  set auto_explain.log_level = notice; set plan_cache_mode = force_generic_plan; set timezone = 'UTC';
  set role ws_app`

/** P10: the summary as a manager and as a member see it, against the stats of the same rows. */
export async function judgeSummaryPlan(ownerUrl: string, rows: number): Promise<Goal[]> {
  const people = peopleOf(20)
  const [manager, member] = [people[1], people[15]]
  if (!manager || !member) throw new Error('The fixture has no such people.')
  return withOwner(ownerUrl, async (client) => {
    await client.query(logPlans)
    const summaries: PlanNode[][] = []
    for (const { id, role } of [manager, member]) {
      const viewer: Viewer = {
        workspaceId,
        userId: id,
        role,
        timeZone: 'UTC',
        permission: 'projects.read',
        requestId: 'bench',
      }
      summaries.push(await run(client, id, selectSummary(viewer, largeProjectId, lastDay, week)))
    }
    const scope = { workspaceId, userId: null }
    const stats = await run(client, manager.id, selectStats(scope, { projectId: largeProjectId }))
    const scanned = summaries
      .flat()
      .flatMap(flatten)
      .filter((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'checkins')
    // The last plan is the statement's own, and counts what the function inside it looked at.
    const buffers = summaries.map((plans) => buffersOf(plans.at(-1) as PlanNode))
    const ofStats = buffersOf(stats.at(-1) as PlanNode)
    const most = Math.max(...buffers)
    const count = largeProjectRows(rows).toLocaleString('en')
    return [
      atMost('P10', `Summary of ${count} check-ins: sequential scans of check-ins`, {
        value: scanned.length,
        most: 0,
        got: `${scanned.length}; ${buffers.map((one) => one.toLocaleString('en')).join(' / ')} buffers`,
        reference: `stats ${ofStats.toLocaleString('en')} buffers`,
        isMet: summaries.every((plans) => plans.length >= 2) && most <= 3 * ofStats,
      }),
    ]
  })
}

/** Runs it twice as this person and keeps the second: the first may read from disk. */
async function run(client: pg.Client, userId: string, statement: Prepared): Promise<PlanNode[]> {
  let plans: PlanNode[] = []
  const note = ({ message }: { message: string | undefined }) => {
    const json = /^duration: [^{]*(\{[\s\S]*)$/.exec(message ?? '')?.[1]
    if (json !== undefined) plans.push((JSON.parse(json) as { Plan: PlanNode }).Plan)
  }
  client.on('notice', note)
  for (let time = 0; time < 2; time++) {
    await client.query('begin')
    await client.query('select * from enter_as($1, $2)', [workspaceId, userId])
    plans = []
    await client.query({ ...statement, rowMode: 'array' })
    await client.query('rollback')
  }
  client.off('notice', note)
  return plans
}
