import type { Project } from '@worksmart/types/projects'
import type { Task } from '@worksmart/types/tasks'

/** The statuses of a project in the order they are offered. Archived is a way out, not a stage. */
export const projectStatusNames: Record<Project['status'], string> = {
  on_track: 'On track',
  at_risk: 'At risk',
  blocked: 'Blocked',
  done: 'Done',
  archived: 'Archived',
}

/** The statuses of a task, in the order of the columns of the board. */
export const taskStatusNames: Record<Task['status'], string> = {
  todo: 'To do',
  in_progress: 'In progress',
  blocked: 'Blocked',
  done: 'Done',
}
