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

export const ProjectPage = pageOf(Project).meta({ id: 'ProjectPage' })
export type ProjectPage = z.infer<typeof ProjectPage>

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
