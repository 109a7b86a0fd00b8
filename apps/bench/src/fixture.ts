// Who and what is in the fixture, by arithmetic: no process has to ask the database for an id.

import { createHash } from 'node:crypto'

/** The newest rows of the fixture were logged on this day, whatever the clock of the machine says. */
export const lastDay = '2026-11-20'
/** The first of the thirty days that the stats goal asks for. */
export const firstOfThirtyDays = '2026-10-22'
export const years = 2.85
export const projectCount = 40
/** Fillers of the second workspace, so that row-level security has something to hide. */
export const foreignShare = 0.05
/** Every so many rows, one is of the large project: 100,000 of a million. */
export const largeProjectEvery = 10
export const largeProjectTasks = 300
/** The third workspace has many projects and little else. */
export const crowdedProjects = 500
export const crowdedPeople = 25
export const crowdedRows = 20_000

export type BenchPerson = { id: string; role: 'admin' | 'manager' | 'member' }

const numbered = (family: string, n: number) =>
  `00000000-0000-7000-${family}-${n.toString(16).padStart(12, '0')}`

export const workspaceId = numbered('8001', 1)
export const foreignWorkspaceId = numbered('8001', 2)
export const crowdedWorkspaceId = numbered('8001', 3)
export const personId = (n: number) => numbered('8002', n)
export const projectId = (n: number) => numbered('8003', n)
export const largeProjectId = projectId(projectCount + 1)
export const taskId = (n: number) => numbered('8004', n)

const managers = 10

/** Everyone of the measured workspace: one admin, ten managers, the rest members. */
export function peopleOf(users: number): BenchPerson[] {
  return Array.from({ length: users }, (_, i) => ({
    id: personId(i + 1),
    role: i === 0 ? 'admin' : i <= managers ? 'manager' : 'member',
  }))
}

/** The people of the second workspace. */
export const foreignPeople: readonly BenchPerson[] = Array.from({ length: 20 }, (_, i) => ({
  id: personId(1_000_001 + i),
  role: i === 0 ? 'admin' : 'member',
}))

/** When the nth project of the third workspace was made: one about every 35 hours. */
export const crowdedProjectMade = (n: number) =>
  new Date(Date.parse(`${lastDay}T09:00:00Z`) - (crowdedProjects - n) * 125_731_017)

// Bytes of its answers are counted, so these ids are as hard to compress as those of real rows.
export const crowdedPersonId = (n: number) => scattered('person', n, crowdedProjectMade(1))
export const crowdedProjectId = (n: number) => scattered('project', n, crowdedProjectMade(n))

/** A UUIDv7 of this moment whose other digits are a hash. */
function scattered(kind: string, n: number, at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  const hash = createHash('sha256').update(`${kind} ${n}`).digest('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`
}
