import type { Role } from '@worksmart/types/roles'
import type { User } from '@worksmart/types/users'
import { ApiProblem } from '../../api/client.ts'
import type { PersonFields } from '../../api/team.ts'
import { problemText } from '../../components/problem-text.ts'
import { formatDay } from '../../lib/dates.ts'

export const roleNames: Record<Role, string> = {
  member: 'Member',
  manager: 'Manager',
  admin: 'Admin',
}

/** What a role lets a person do. */
export const roleEffects: Record<Role, string> = {
  member: 'Logs time and sees only their own. Edits their own tasks.',
  manager: 'Sees everyone’s time. Edits all projects and tasks.',
  admin: 'Corrects anyone’s time. Runs the team and the workspace.',
}

/** For a choice of role, least first. */
export const roleOptions = (['member', 'manager', 'admin'] as const).map((id) => ({
  id,
  label: roleNames[id],
  description: roleEffects[id],
}))

/** Whether a person may come in, and has. */
export function stateWords({ active, identity }: Pick<User, 'active' | 'identity'>): string {
  if (active === false) return 'Deactivated'
  return identity === 'waiting' ? 'Waiting for first sign-in' : 'Active'
}

export function lastCheckinWords(day: string | null | undefined, today: string): string {
  return day ? formatDay(day, today) : 'Nothing yet'
}

/** Why one's own role and access cannot be changed by oneself. */
export function ownRowReason(people: readonly User[]): string {
  const admins = people.filter(({ role, active }) => role === 'admin' && active !== false)
  return admins.length > 1
    ? 'Nobody changes their own role. Another admin can.'
    : 'The last admin stays. Make another person admin first.'
}

const refusals: Partial<Record<string, string>> = {
  'user.email_taken':
    'Somebody here has this e-mail. If they were deactivated, activate them again.',
  'user.erased': 'Their data is being erased, so they cannot come back. Add them as a new person.',
  'user.id_taken': 'This person was added already. Reload to see them.',
  'user.self_change': 'Nobody changes their own role. Another admin can.',
  'workspace.last_admin': 'The last admin stays. Make another person admin first.',
}

/** Why an act on a person failed, in a sentence. */
export function personProblem(error: unknown): string {
  const known = error instanceof ApiProblem ? refusals[error.code] : undefined
  return known ?? `${problemText(error).title}.`
}

/** The two versions of what was changed, for the choice between them. */
export function conflictFields(fields: PersonFields, theirs: User) {
  const { role, active } = fields
  return [
    ...(role === undefined || role === theirs.role
      ? []
      : [{ label: 'Role', mine: roleNames[role], theirs: roleNames[theirs.role] }]),
    ...(active === undefined || active === theirs.active
      ? []
      : [{ label: 'State', mine: stateWords({ active }), theirs: stateWords(theirs) }]),
  ]
}
