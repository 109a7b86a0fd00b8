// What each statement of a page touches: deterministic, so it needs no quiet machine. The statements
// are the api's own, run as ws_app in a person's context, both planned for their values and with the
// generic plan that a prepared statement may settle on.

import { type Scope, selectPage } from '@worksmart/api/checkins/checkins.queries.ts'
import { toInstant } from '@worksmart/api/db/instant.ts'
import type { Prepared } from '@worksmart/api/db/with-actor.ts'
import { CheckinFilter } from '@worksmart/types/checkins'
import type pg from 'pg'
import { peopleOf, projectId, workspaceId } from './fixture.ts'
import type { Goal } from './goal.ts'
import { buffersOf, flatten, type PlanNode } from './plan-nodes.ts'
import { pageRows } from './requests.ts'
import { withOwner } from './seed/open-fixture.ts'
import { rareTag } from './words.ts'

type Case = {
  id: string
  goal: string
  personId: string
  statement: Prepared
  maxBuffers: number
  /** The row comparison of a later page has to be answered by the index. */
  hasKey: boolean
  /** A few rows that are found by their tag are put in order afterwards. */
  maySort: boolean
}

/** The buffer gates on the fixture's rows. `keys` are of the row to go on after, by order. */
export async function judgePlans(
  urls: { app: string; owner: string },
  depth: number,
  size: { rows: number; users: number },
): Promise<Goal[]> {
  const [, manager] = peopleOf(20)
  const member = peopleOf(20)[15]
  if (!manager || !member) throw new Error('The fixture has no such people.')
  const own: Scope = { workspaceId, userId: member.id }
  const team: Scope = { workspaceId, userId: null }
  const ownDepth = Math.min(2_000, Math.floor(size.rows / size.users / 2))
  const ownDown = `${ownDepth.toLocaleString('en')} rows down`
  const ownKey = await keyAt(urls.owner, ownDepth, member.id)
  const teamKey = await keyAt(urls.owner, depth, null)
  const page = (
    id: string,
    goal: string,
    scope: Scope,
    filter: object,
    key: readonly string[] | null,
    maxBuffers = 60,
  ): Case => ({
    id,
    goal,
    personId: scope.userId ?? manager.id,
    statement: selectPage(scope, CheckinFilter.parse(filter), key, pageRows + 1),
    maxBuffers,
    hasKey: key !== null,
    maySort: 'tag' in filter,
  })
  const logged = (key: string[]) => key.slice(1)
  const cases = [
    page('P1', 'Own feed, first page', own, {}, null),
    page('P2', `Own feed, ${ownDown}`, own, {}, logged(ownKey)),
    page('P3', 'Own feed by day worked, first page', own, { order: 'worked' }, null),
    page('P4', `Own feed by day worked, ${ownDown}`, own, { order: 'worked' }, ownKey),
    page('P5', 'Team feed, first page', team, {}, null),
    page('P6', `Team feed, ${depth.toLocaleString('en')} rows down`, team, {}, logged(teamKey)),
    page('P7', 'Team feed by day worked, deep', team, { order: 'worked' }, teamKey),
    page('P8', 'One project, deep', team, { projectId: projectId(7) }, logged(teamKey)),
    page('P9', 'Own feed, a tag on one row in ten thousand', own, { tag: rareTag }, null, 2_000),
  ]
  return withOwner(urls.app, async (client) => {
    const goals: Goal[] = []
    for (const one of cases) goals.push(judge(one, await plansOf(client, one)))
    return goals
  })
}

async function keyAt(ownerUrl: string, depth: number, userId: string | null): Promise<string[]> {
  return withOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ day: string; at: string; id: string }>(
      `select work_date::text as day, created_at::text as at, id from checkins
        where workspace_id = $1 and ($3::uuid is null or user_id = $3) and deleted_at is null
        order by created_at desc, id desc offset $2 limit 1`,
      [workspaceId, depth, userId],
    )
    const row = rows[0]
    if (!row) throw new Error('The fixture is too small for this depth.')
    return [row.day, toInstant(row.at), row.id]
  })
}

/** The plan for the values and the generic one. Each runs twice: the first run may read from disk. */
async function plansOf(client: pg.Client, one: Case): Promise<PlanNode[]> {
  const plans: PlanNode[] = []
  for (const mode of ['force_custom_plan', 'force_generic_plan']) {
    await client.query('begin')
    await client.query("set local timezone = 'UTC'")
    await client.query('select * from enter_as($1, $2)', [workspaceId, one.personId])
    await client.query(`set local plan_cache_mode = ${mode}`)
    const types = one.statement.values.map(() => 'unknown').join(', ')
    await client.query(`prepare measured (${types}) as ${one.statement.text}`)
    const values = one.statement.values.map((value) => client.escapeLiteral(String(value)))
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
      `explain (analyze, buffers, format json) execute measured (${values.join(', ')})`,
    )
    await client.query('deallocate measured')
    await client.query('rollback')
    const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
    if (plan) plans.push(plan)
  }
  return plans
}

function judge(one: Case, plans: PlanNode[]): Goal {
  const faults = new Set<string>()
  const buffers = plans.map((plan) => {
    const nodes = flatten(plan)
    const refused = one.maySort ? /Seq Scan/ : /Seq Scan|Sort/
    for (const node of nodes) if (refused.test(node['Node Type'])) faults.add(node['Node Type'])
    if (one.hasKey && !nodes.some((node) => /ROW\(/.test(node['Index Cond'] ?? ''))) {
      faults.add('the key is not in the index condition')
    }
    return buffersOf(plan)
  })
  const most = Math.max(...buffers)
  return {
    id: one.id,
    goal: `${one.goal}: buffers, by index alone`,
    target: `≤ ${one.maxBuffers.toLocaleString('en')}`,
    got: [`${buffers.join(' / ')} generic`, ...faults].join('; '),
    reference: '–',
    verdict: most <= one.maxBuffers && faults.size === 0 && plans.length === 2 ? 'green' : 'red',
    value: most,
  }
}
