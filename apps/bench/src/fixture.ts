// Who and what is in the fixture, by arithmetic: no process has to ask the database for an id.

/** The newest rows of the fixture were logged on this day, whatever the clock of the machine says. */
export const lastDay = '2026-11-20'
/** The first of the thirty days that the stats goal asks for. */
export const firstOfThirtyDays = '2026-10-22'
export const years = 2.85
export const projectCount = 40
/** Fillers of the second workspace, so that row-level security has something to hide. */
export const foreignShare = 0.05

export type BenchPerson = { id: string; role: 'admin' | 'manager' | 'member' }

const numbered = (family: string, n: number) =>
  `00000000-0000-7000-${family}-${n.toString(16).padStart(12, '0')}`

export const workspaceId = numbered('8001', 1)
export const foreignWorkspaceId = numbered('8001', 2)
export const personId = (n: number) => numbered('8002', n)
export const projectId = (n: number) => numbered('8003', n)

const managers = 10

/** Everyone of the measured workspace: one admin, ten managers, the rest members. */
export function peopleOf(users: number): BenchPerson[] {
  return Array.from({ length: users }, (_, i) => ({
    id: personId(i + 1),
    role: i === 0 ? 'admin' : i <= managers ? 'manager' : 'member',
  }))
}
