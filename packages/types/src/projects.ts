import * as z from 'zod'
import { CivilDay, Id, IdOut, Instant, Version } from './fields.ts'
import { limits } from './limits.ts'
import { pageFields, pageOf, QueryFlag } from './pagination.ts'
import { safeText } from './text.ts'

export const projectStatuses = ['on_track', 'at_risk', 'blocked', 'done', 'archived'] as const
export const colours = [
  'blue',
  'green',
  'amber',
  'teal',
  'olive',
  'orange',
  'red',
  'pink',
  'slate',
] as const

export const ProjectKey = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{1,9}$/, 'Use 2 to 10 capital letters or digits, a letter first.')

export const Project = z
  .object({
    id: IdOut,
    key: z.string(),
    name: z.string(),
    description: z.string(),
    status: z.enum(projectStatuses),
    ownerId: IdOut.nullable(),
    startsOn: z.iso.date().nullable(),
    dueOn: z.iso.date().nullable(),
    budgetMinutes: z.int().nullable(),
    colour: z.enum(colours),
    createdAt: Instant,
    updatedAt: Instant,
    version: Version,
  })
  .meta({ id: 'Project' })
export type Project = z.infer<typeof Project>

export const ProjectFilter = z.strictObject({
  ...pageFields,
  key: ProjectKey.optional(),
  status: z.enum(projectStatuses).optional(),
  ownerId: Id.optional(),
  q: safeText(limits.search).optional(),
  deleted: QueryFlag.optional(),
})
export type ProjectFilter = z.infer<typeof ProjectFilter>

const fields = {
  name: safeText(limits.projectName),
  description: safeText(limits.description, 0),
  status: z.enum(projectStatuses),
  ownerId: Id.nullable(),
  startsOn: CivilDay.nullable(),
  dueOn: CivilDay.nullable(),
  budgetMinutes: z.int().min(1).max(limits.budgetMinutes).nullable(),
  colour: z.enum(colours),
}

export const NewProject = z
  .strictObject({
    id: Id.optional(),
    key: ProjectKey,
    ...z.strictObject(fields).partial().shape,
    name: fields.name,
  })
  .meta({ id: 'NewProject' })
export type NewProject = z.infer<typeof NewProject>

export const ProjectPatch = z
  .strictObject({ key: ProjectKey.optional(), ...z.strictObject(fields).partial().shape })
  .meta({ id: 'ProjectPatch' })
export type ProjectPatch = z.infer<typeof ProjectPatch>

const total = { minutes: z.int(), count: z.int() }

/** The figures of the projects table; totals are for everyone, whoever logged them. */
export const ProjectFacts = z
  .object({
    minutes: z.int(),
    minutesThisWeek: z.int(),
    openTasks: z.int(),
    lastWorkDate: z.iso.date().nullable(),
  })
  .meta({ id: 'ProjectFacts' })
export type ProjectFacts = z.infer<typeof ProjectFacts>

export const ProjectWithFacts = Project.extend({ facts: ProjectFacts }).meta({
  id: 'ProjectWithFacts',
})
export type ProjectWithFacts = z.infer<typeof ProjectWithFacts>

/**
 * Where a project stands, exact and from the data alone. Weeks start on Monday. `byPerson` holds
 * everyone for managers and admins, and only the caller for a member; the rest are totals.
 */
export const ProjectSummary = z
  .object({
    projectId: IdOut,
    ...total,
    minutesThisWeek: z.int(),
    minutesLastWeek: z.int(),
    /** The last 26 weeks, oldest first, weeks without time included. */
    byWeek: z.array(z.object({ weekStart: z.iso.date(), minutes: z.int() })),
    byPerson: z.array(z.object({ userId: IdOut, ...total })),
    byTag: z.array(z.object({ tag: z.string(), ...total })),
    /** Tasks with time or an estimate, most time first; `taskId` null is time without a task. */
    byTask: z.array(
      z.object({
        taskId: IdOut.nullable(),
        ref: z.string().nullable(),
        title: z.string().nullable(),
        minutes: z.int(),
        estimateMinutes: z.int().nullable(),
      }),
    ),
    /** The sum of the estimates, and the time logged on the tasks that have one. */
    estimateMinutes: z.int(),
    loggedOnEstimated: z.int(),
    budgetMinutes: z.int().nullable(),
    tasks: z.object({
      todo: z.int(),
      inProgress: z.int(),
      blocked: z.int(),
      done: z.int(),
      overdue: z.int(),
      doneThisWeek: z.int(),
    }),
    lastWorkDate: z.iso.date().nullable(),
    documents: z.int(),
  })
  .meta({ id: 'ProjectSummary' })
export type ProjectSummary = z.infer<typeof ProjectSummary>

export const ProjectPage = pageOf(ProjectWithFacts).meta({ id: 'ProjectPage' })
export type ProjectPage = z.infer<typeof ProjectPage>
