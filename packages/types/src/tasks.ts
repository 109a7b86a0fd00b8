import * as z from 'zod'
import { CivilDay, Id, IdOut, Instant, Version } from './fields.ts'
import { limits } from './limits.ts'
import { pageFields, pageOf, QueryFlag } from './pagination.ts'
import { safeText } from './text.ts'

export const taskStatuses = ['todo', 'in_progress', 'blocked', 'done'] as const

/** `ref` is the human key, `WEB-142`: the project's key and the task's number in it. */
export const Task = z
  .object({
    id: IdOut,
    projectId: IdOut,
    number: z.int(),
    ref: z.string(),
    title: z.string(),
    description: z.string(),
    status: z.enum(taskStatuses),
    assigneeId: IdOut.nullable(),
    creatorId: IdOut.nullable(),
    estimateMinutes: z.int().nullable(),
    dueOn: z.iso.date().nullable(),
    position: z.string(),
    completedAt: Instant.nullable(),
    createdAt: Instant,
    updatedAt: Instant,
    version: Version,
    /** Everyone’s time on it. */
    loggedMinutes: z.int(),
  })
  .meta({ id: 'Task' })
export type Task = z.infer<typeof Task>

export const TaskPage = pageOf(Task).meta({ id: 'TaskPage' })
export type TaskPage = z.infer<typeof TaskPage>

export const TaskRef = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{1,9}-[1-9][0-9]{0,5}$/, 'Use a task key like WEB-142.')

export const TaskFilter = z.strictObject({
  ...pageFields,
  ref: TaskRef.optional(),
  projectId: Id.optional(),
  assigneeId: Id.optional(),
  status: z.enum(taskStatuses).optional(),
  dueBefore: CivilDay.optional(),
  q: safeText(limits.search).optional(),
  deleted: QueryFlag.optional(),
})
export type TaskFilter = z.infer<typeof TaskFilter>

const fields = {
  title: safeText(limits.taskTitle),
  description: safeText(limits.description, 0),
  status: z.enum(taskStatuses),
  assigneeId: Id.nullable(),
  estimateMinutes: z.int().min(1).max(limits.budgetMinutes).nullable(),
  dueOn: CivilDay.nullable(),
  /** A fractional index: between any two positions there is another one. */
  position: z
    .string()
    .max(limits.position)
    .regex(/^[A-Za-z][0-9A-Za-z]*$/, 'This is not a position in a list.'),
}

export const NewTask = z
  .strictObject({
    id: Id.optional(),
    projectId: Id,
    ...z.strictObject(fields).partial().shape,
    title: fields.title,
  })
  .meta({ id: 'NewTask' })
export type NewTask = z.infer<typeof NewTask>

export const TaskPatch = z
  .strictObject({ projectId: Id.optional(), ...z.strictObject(fields).partial().shape })
  .meta({ id: 'TaskPatch' })
export type TaskPatch = z.infer<typeof TaskPatch>
