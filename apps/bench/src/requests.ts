// What is asked of every variant: the same list of requests, so that only the server differs.

import { toInstant } from '@worksmart/api/db/instant.ts'
import { encodeCursor } from '@worksmart/api/db/keyset.ts'
import { CheckinFilter } from '@worksmart/types/checkins'
import {
  firstOfThirtyDays,
  largeProjectEvery,
  largeProjectId,
  lastDay,
  peopleOf,
  workspaceId,
} from './fixture.ts'
import { withOwner } from './seed/open-fixture.ts'

export type LoadRequest = { method: 'GET' | 'POST'; path: string; userId: string; body?: string }

/**
 * first: a member's own first page · team: a manager's first page of everyone · deep: the same list
 * half a million rows down · offset: that place by OFFSET · stats: a member's thirty days · summary: of
 * the large project · window: the team's stats of the newest days that hold as many rows · whole: the
 * stats of the large project's own rows · post: one check-in by fields.
 */
export type Scenario =
  | 'first'
  | 'team'
  | 'deep'
  | 'offset'
  | 'stats'
  | 'summary'
  | 'window'
  | 'whole'
  | 'post'
export type Scenarios = Record<Scenario, LoadRequest[]>

/** Rows on a page; every page of the fixture is full. */
export const pageRows = 50

/** Check-ins of the large project. */
export const largeProjectRows = (rows: number) =>
  Math.floor((rows + largeProjectEvery - 3) / largeProjectEvery)

/** The requests of each scenario, and how deep the deep one is, in rows. */
export async function makeScenarios(
  ownerUrl: string,
  size: { rows: number; users: number },
): Promise<{ scenarios: Scenarios; depth: number }> {
  const people = peopleOf(size.users)
  const members = people.filter((person) => person.role === 'member')
  const managers = people.filter((person) => person.role === 'manager')
  const depth = Math.min(500_000, Math.floor(size.rows / 2))
  const keys = await keysAt(ownerUrl, depth)
  const from = await firstDayOf(ownerUrl, largeProjectRows(size.rows))
  const get = (path: string) => (person: { id: string }) =>
    ({ method: 'GET', path, userId: person.id }) as const
  return {
    depth,
    scenarios: {
      first: members.map(get('/checkins')),
      team: managers.map(get('/checkins')),
      deep: managers.flatMap((manager) =>
        keys.map((key) => get(`/checkins?cursor=${cursorFor(manager.id, key)}`)(manager)),
      ),
      offset: managers.map(get(`/checkins?offset=${depth}`)),
      stats: members.map(get(`/checkins/stats?from=${firstOfThirtyDays}&to=${lastDay}`)),
      summary: managers.map(get(`/projects/${largeProjectId}/summary`)),
      window: managers.map(get(`/checkins/stats?from=${from}&to=${lastDay}`)),
      whole: managers.map(get(`/checkins/stats?projectId=${largeProjectId}`)),
      post: members.map((member) => ({
        method: 'POST',
        path: '/checkins',
        userId: member.id,
        body: JSON.stringify({
          activity: 'review the navigation of the start page with the design team',
          minutes: 45,
          tags: ['dev', 'review'],
          workDate: lastDay,
        }),
      })),
    },
  }
}

// Neighbouring keys, so that the deep pages are not all the same fifty rows.
async function keysAt(ownerUrl: string, depth: number): Promise<string[][]> {
  return withOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ at: string; id: string }>(
      `select created_at::text as at, id from checkins
        where workspace_id = $1 and deleted_at is null
        order by created_at desc, id desc offset $2 limit 20`,
      [workspaceId, depth],
    )
    return rows.map((row) => [toInstant(row.at), row.id])
  })
}

/** The day from which on the team has about this many rows. */
async function firstDayOf(ownerUrl: string, rowCount: number): Promise<string> {
  return withOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ day: string }>(
      `select day::text from (
         select work_date as day, sum(count(*)) over (order by work_date desc) as total
           from checkins where workspace_id = $1 and work_date <= $2 and deleted_at is null
          group by work_date) as days
        order by abs(total - $3) limit 1`,
      [workspaceId, lastDay, rowCount],
    )
    return rows[0]?.day ?? lastDay
  })
}

function cursorFor(userId: string, key: string[]): string {
  const filter = CheckinFilter.parse({})
  return encodeCursor({ list: 'checkins', filter, identity: { workspaceId, userId } }, key)
}
