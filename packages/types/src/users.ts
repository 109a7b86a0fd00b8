import * as z from 'zod'
import { AiSwitches } from './ai.ts'
import { Id, IdOut, Instant, TimeZone, Version } from './fields.ts'
import { limits } from './limits.ts'
import { pageFields, pageOf, QueryFlag } from './pagination.ts'
import { roles } from './roles.ts'
import { safeText } from './text.ts'

export const Email = z
  .email('Use an e-mail address like ana@example.com.')
  .max(limits.email)
  .transform((email) => email.normalize('NFC').toLowerCase())

/**
 * How a person signs in: `local` where there is no sign-in, `bound` once a session of theirs was
 * here, `waiting` until then.
 */
export const identityStates = ['local', 'waiting', 'bound'] as const

/**
 * A person as a colleague sees them. Members see id, name and role; managers also `email`, `active`
 * and `lastCheckinOn`; admins also `timeZone`, `identity` and `version`.
 */
export const User = z
  .object({
    id: IdOut,
    name: z.string(),
    role: z.enum(roles),
    email: z.string().optional(),
    active: z.boolean().optional(),
    timeZone: z.string().optional(),
    /** The newest day that this person has logged, null when there is none. */
    lastCheckinOn: z.iso.date().nullable().optional(),
    identity: z.enum(identityStates).optional(),
    /** Whether AI helps this person; only in the answer to a change of one's own row. */
    aiEnabled: z.boolean().optional(),
    version: Version.optional(),
  })
  .meta({ id: 'User' })
export type User = z.infer<typeof User>

export const UserPage = pageOf(User).meta({ id: 'UserPage' })
export type UserPage = z.infer<typeof UserPage>

export const UserFilter = z.strictObject({ ...pageFields, active: QueryFlag.optional() })
export type UserFilter = z.infer<typeof UserFilter>

/** The caller, and what the screens need to know before they draw. */
export const Me = z
  .object({
    id: IdOut,
    name: z.string(),
    email: z.string(),
    role: z.enum(roles),
    timeZone: z.string(),
    version: Version,
    workspace: z.object({ id: IdOut, name: z.string() }),
    /** `dev` is the local mode without sign-in; the screen shows it at all times. */
    mode: z.enum(['dev', 'clerk']),
    /** True while sample rows exist, so that the screen can offer to remove them. */
    sampleData: z.boolean(),
    uploads: z.object({ maxBytes: z.int(), types: z.array(z.string()) }),
    /** The caller's own switch, and what it and the workspace's switches leave on. */
    aiEnabled: z.boolean(),
    ai: AiSwitches,
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

/** Whom `X-User-Id` may name in local mode. */
export const LocalPerson = z
  .object({
    id: IdOut,
    name: z.string(),
    email: z.string(),
    role: z.enum(roles),
    workspaceName: z.string(),
  })
  .meta({ id: 'LocalPerson' })
export type LocalPerson = z.infer<typeof LocalPerson>

export const LocalPeople = z.object({ items: z.array(LocalPerson) }).meta({ id: 'LocalPeople' })
export type LocalPeople = z.infer<typeof LocalPeople>

/** A colleague to add. The row is active at once, and the e-mail is what a first sign-in is matched by. */
export const NewUser = z
  .strictObject({
    id: Id.optional(),
    email: Email,
    name: safeText(limits.personName),
    role: z.enum(roles),
  })
  .meta({ id: 'NewUser' })
export type NewUser = z.infer<typeof NewUser>

/** Name, time zone and the AI switch are one's own; role and `active` are an admin's to say. */
export const UserPatch = z
  .strictObject({
    name: safeText(limits.personName).optional(),
    timeZone: TimeZone.optional(),
    aiEnabled: z.boolean().optional(),
    role: z.enum(roles).optional(),
    active: z.boolean().optional(),
  })
  .meta({ id: 'UserPatch' })
export type UserPatch = z.infer<typeof UserPatch>

/** An erasure that was asked for; it is done within the hour, and cannot be taken back. */
export const Erasure = z
  .object({ id: IdOut, userId: IdOut, requestedAt: Instant })
  .meta({ id: 'Erasure' })
export type Erasure = z.infer<typeof Erasure>
