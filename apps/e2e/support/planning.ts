import type { Project } from '@worksmart/types/projects'
import type { Task } from '@worksmart/types/tasks'
import type { Locator, Page } from 'playwright-core'
import type { Stack } from './stack.ts'

type Person = Parameters<Stack['api']>[0]

/** Makes a project with tasks of these titles, and returns it with them. */
export async function aProject(
  stack: Stack,
  by: Person,
  fields: { key: string; name: string },
  titles: readonly string[] = [],
): Promise<{ project: Project; tasks: Task[] }> {
  const project = await answer<Project>(stack.api(by, 'POST', '/projects', fields))
  const tasks: Task[] = []
  for (const title of titles) {
    const body = { projectId: project.id, title }
    tasks.push(await answer<Task>(stack.api(by, 'POST', '/tasks', body)))
  }
  return { project, tasks }
}

/** The task as it is stored; fails when there is none. */
export async function storedTask(stack: Stack, ref: string): Promise<Task> {
  const { items } = await answer<{ items: Task[] }>(stack.api('ana', 'GET', `/tasks?ref=${ref}`))
  const [task] = items
  if (!task) throw new Error(`There is no ${ref}.`)
  return task
}

/** Changes a row as a colleague does it from another place: on the version that is there now. */
export async function changeElsewhere(
  stack: Stack,
  by: Person,
  path: `/projects/${string}` | `/tasks/${string}`,
  fields: object,
): Promise<void> {
  const { id, version } = await answer<Project | Task>(stack.api(by, 'GET', path))
  const response = await fetch(`${stack.url}/api${path}`, {
    method: 'PATCH',
    headers: {
      'content-type': 'application/json',
      'if-match': `"${id}.${version}"`,
      'x-user-id': stack.idOf(by),
    },
    body: JSON.stringify(fields),
  })
  await answer(Promise.resolve(response))
}

async function answer<T>(asked: Promise<Response>): Promise<T> {
  const response = await asked
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

/** A card of the board by the start of its name, and the column that the name tells. */
export function card(page: Page, name: string, column: string): Locator {
  return page.getByRole('button', { name: new RegExp(`^${name}, ${column}`) })
}

/** What the summary of a project says under that name. */
export function fact(page: Page, name: string): Locator {
  return page
    .getByRole('region', { name: 'Summary' })
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${name}$`) })
    .locator('xpath=following-sibling::dd')
}

/** By hand, as a mouse does it: pressed, moved in steps, let go. */
export async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.scrollIntoViewIfNeeded()
  const start = await from.boundingBox()
  const end = await to.boundingBox()
  if (!start || !end) throw new Error('Nothing to drag, or nowhere to drop it.')
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 12 })
  await page.mouse.up()
}
