import { screen, waitFor, within } from '@testing-library/react'
import type { Project } from '@worksmart/types/projects'
import type { Task } from '@worksmart/types/tasks'
import { expect, test } from 'vitest'
import { apiClient, aTeam, type TestPerson } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'
import { etagOf } from '../../api/client.ts'

async function aTask(by: TestPerson): Promise<Task> {
  const client = apiClient(by.id)
  const project = await client.request<Project>('POST', '/projects', {
    body: { key: 'WEB', name: 'Website' },
  })
  const body = { projectId: project.id, title: 'Fix nav' }
  return client.request<Task>('POST', '/tasks', { body })
}

const change = (by: TestPerson, task: Task, fields: Partial<Task>) =>
  apiClient(by.id).request<Task>('PATCH', `/tasks/${task.id}`, {
    body: fields,
    ifMatch: etagOf(task),
  })

const stored = (by: TestPerson, { id }: Task) =>
  apiClient(by.id).request<Task>('GET', `/tasks/${id}`)

const conflict = { name: 'Changed by someone else' }

const drawerOf = async () =>
  within(await screen.findByRole('complementary', { name: 'Task WEB-1' }))

test('a title being typed stays when a colleague renames the task, and then both stand there', async () => {
  const { manager, admin } = await aTeam()
  const task = await aTask(manager)
  const { user, queryClient } = renderAt('/t/WEB-1', manager)
  const drawer = await drawerOf()
  const title = await drawer.findByRole<HTMLTextAreaElement>('textbox', { name: 'Title' })
  await user.clear(title)
  await user.type(title, 'Fix the menu')
  await change(admin, task, { title: 'Fix the header' })
  await queryClient.refetchQueries({ queryKey: ['tasks'] })
  await drawer.findByRole('heading', { name: 'Fix the header' })
  expect(title.value).toBe('Fix the menu')
  await user.keyboard('{Enter}')
  const notice = within(await screen.findByRole('alert', conflict))
  notice.getByText('Fix the menu')
  notice.getByText('Fix the header')
  expect((await stored(admin, task)).title).toBe('Fix the header')
  await waitFor(() => expect(title.value).toBe('Fix the header'))
  await user.click(notice.getByRole('button', { name: 'Keep mine' }))
  await waitFor(async () => expect((await stored(admin, task)).title).toBe('Fix the menu'))
  await waitFor(() => expect(title.value).toBe('Fix the menu'))
  expect(screen.queryByRole('alert', conflict)).toBeNull()
})

test('a description written for a while does not replace one that a colleague wrote meanwhile', async () => {
  const { manager, admin } = await aTeam()
  const task = await aTask(manager)
  const { user, queryClient } = renderAt('/t/WEB-1', manager)
  const drawer = await drawerOf()
  await user.click(await drawer.findByRole('button', { name: 'Add a description' }))
  const text = drawer.getByRole<HTMLTextAreaElement>('textbox', { name: /^Description/ })
  await user.type(text, 'My long explanation')
  await change(admin, task, { description: 'Their explanation' })
  await queryClient.refetchQueries({ queryKey: ['tasks'] })
  expect(text.value).toBe('My long explanation')
  await user.click(drawer.getByRole('button', { name: 'Save' }))
  const notice = within(await screen.findByRole('alert', conflict))
  notice.getByText('My long explanation')
  notice.getByText('Their explanation')
  await user.click(notice.getByRole('button', { name: 'Use theirs' }))
  await waitFor(() => expect(screen.queryByRole('alert', conflict)).toBeNull())
  expect((await stored(admin, task)).description).toBe('Their explanation')
})

test('two titles typed one after the other are two saves and no conflict', async () => {
  const { manager } = await aTeam()
  const task = await aTask(manager)
  const { user } = renderAt('/t/WEB-1', manager)
  const title = await (await drawerOf()).findByRole('textbox', { name: 'Title' })
  await user.clear(title)
  await user.type(title, 'Fix the menu{Enter} today{Enter}')
  await waitFor(async () => expect((await stored(manager, task)).title).toBe('Fix the menu today'))
  expect(screen.queryByRole('alert', conflict)).toBeNull()
})
