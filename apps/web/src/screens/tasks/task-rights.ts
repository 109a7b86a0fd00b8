import type { Task } from '@worksmart/types/tasks'
import type { Me } from '@worksmart/types/users'

/** The same rules as the api's, which enforces them; here they decide which controls there are. */
export function canEdit(task: Task, me: Pick<Me, 'id' | 'role'>): boolean {
  return me.role !== 'member' || task.creatorId === me.id || task.assigneeId === me.id
}

export function canDelete(task: Task, me: Pick<Me, 'id' | 'role'>): boolean {
  return me.role !== 'member' || task.creatorId === me.id
}

export const whoCanEdit = 'Its creator, its assignee, a manager or an admin can change it.'
