import type { Task, TaskPage } from '@worksmart/types/tasks'
import type { Client } from './client.ts'

const open: readonly Task['status'][] = ['in_progress', 'todo', 'blocked']
const pagesMax = 5

/** The newest open tasks, at most 500 of each status. */
export async function newestOpenTasks(client: Client, signal: AbortSignal): Promise<Task[]> {
  const lists = await Promise.all(open.map((status) => newest(client, status, signal)))
  return lists.flat()
}

async function newest(client: Client, status: Task['status'], signal: AbortSignal) {
  const tasks: Task[] = []
  let cursor: string | undefined
  for (let page = 0; page < pagesMax; page++) {
    const query = { status, limit: 100, cursor }
    const answer = await client.request<TaskPage>('GET', '/tasks', { query, signal })
    tasks.push(...answer.items)
    if (answer.nextCursor === null) break
    cursor = answer.nextCursor
  }
  return tasks
}
