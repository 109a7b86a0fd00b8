// The third workspace: five hundred projects with words, owners, dates, budgets and time, as a list of
// projects has them whose bytes are counted.

import type pg from 'pg'
import {
  crowdedPeople,
  crowdedPersonId,
  crowdedProjectId,
  crowdedProjectMade,
  crowdedProjects,
  crowdedRows,
  crowdedWorkspaceId,
} from '../fixture.ts'
import { details, objects, verbs } from '../words.ts'
import { insertCheckins, insertWorkspace } from './rows.ts'

export async function insertCrowded(client: pg.Client): Promise<void> {
  const people = Array.from({ length: crowdedPeople }, (_, i) => ({
    id: crowdedPersonId(i + 1),
    role: i === 0 ? 'admin' : 'member',
  }))
  await insertWorkspace(client, crowdedWorkspaceId, 'Many projects', people)
  const projects = Array.from({ length: crowdedProjects }, (_, i) => projectRow(i + 1))
  await client.query(
    `insert into projects (workspace_id, id, created_at, updated_at, key, name, description, status,
       owner_id, starts_on, due_on, budget_minutes, colour, last_task_number, version)
     select $1, p.* from jsonb_to_recordset($2) as p(id uuid, created_at timestamptz,
       updated_at timestamptz, key text, name text, description text, status text, owner_id uuid,
       starts_on date, due_on date, budget_minutes int, colour text, last_task_number int, version int)`,
    [crowdedWorkspaceId, JSON.stringify(projects)],
  )
  await insertCheckins(client, {
    workspace: crowdedWorkspaceId,
    rows: crowdedRows,
    people: people.map(({ id }) => id),
    projects: projects.map(({ id }) => id),
    salt: 17,
  })
}

/** The nth project; two of three say what they are for, and three of four have a budget. */
function projectRow(n: number) {
  const pick = <T>(list: readonly T[], step: number) =>
    list[Math.floor(n / step) % list.length] as T
  const made = crowdedProjectMade(n)
  const day = (after: number) =>
    new Date(made.getTime() + after * 86_400_000).toISOString().slice(0, 10)
  const name = `${pick(verbs, 1)} ${pick(objects, 16)}`
  return {
    id: crowdedProjectId(n),
    created_at: made.toISOString(),
    updated_at: new Date(made.getTime() + n * 7_654_321).toISOString(),
    key: `${name
      .replaceAll(/[^a-z]/g, '')
      .slice(0, 3)
      .toUpperCase()}${n}`,
    name: name.charAt(0).toUpperCase() + name.slice(1),
    description: n % 3 === 0 ? '' : `We ${pick(verbs, 3)} ${pick(objects, 5)} ${pick(details, 2)}.`,
    status: pick(['on_track', 'on_track', 'at_risk', 'blocked', 'done', 'archived'], 1),
    owner_id: crowdedPersonId(1 + (n % crowdedPeople)),
    starts_on: day(3),
    due_on: n % 5 === 0 ? null : day(30 + (n % 90)),
    budget_minutes: n % 4 === 0 ? null : 60 * (20 + (n % 180)),
    colour: pick(['blue', 'green', 'amber', 'teal', 'olive', 'orange', 'red', 'pink', 'slate'], 1),
    last_task_number: 0,
    version: 1 + (n % 7),
  }
}
