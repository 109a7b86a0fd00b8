import { act, screen, waitFor } from '@testing-library/react'
import type { Project } from '@worksmart/types/projects'
import type { Task, TaskPage } from '@worksmart/types/tasks'
import { expect, test } from 'vitest'
import { apiClient, aTeam, type TestPerson } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'

function aProject(by: TestPerson, key: string, name: string) {
  return apiClient(by.id).request<Project>('POST', '/projects', { body: { key, name } })
}

const title = () => screen.findByRole('textbox', { name: 'Title' })

test('New task on a project opens Tasks with its filter, and the title has the focus', async () => {
  const { manager } = await aTeam()
  await aProject(manager, 'OPS', 'Operations')
  const project = await aProject(manager, 'WEB', 'Website')
  const { user, router } = renderAt('/projects/WEB', manager)
  await user.click(await screen.findByRole('button', { name: 'New task' }))
  await waitFor(() => expect(router.state.location.href).toBe(`/tasks?project=${project.id}`))
  const field = await title()
  await waitFor(() => expect(document.activeElement).toBe(field))
  await user.keyboard('Fix nav{Enter}')
  await screen.findByRole('row', { name: /WEB-1 Fix nav/ })
  const { items } = await apiClient(manager.id).request<TaskPage>('GET', '/tasks')
  expect(items.map(({ ref }) => ref)).toEqual(['WEB-1'])
})

test('the next visit of Tasks opens without the field', async () => {
  const { manager } = await aTeam()
  const project = await aProject(manager, 'WEB', 'Website')
  await apiClient(manager.id).request<Task>('POST', '/tasks', {
    body: { projectId: project.id, title: 'Fix nav' },
  })
  const { user, router } = renderAt('/projects/WEB', manager)
  await screen.findByRole('button', { name: 'New task' })
  await user.keyboard('n')
  await title()
  await router.navigate({ to: '/projects' })
  await screen.findByRole('heading', { name: 'Projects', level: 1 })
  await router.navigate({ to: '/tasks' })
  await screen.findByRole('row', { name: /WEB-1 Fix nav/ })
  expect(screen.queryByRole('textbox', { name: 'Title' })).toBeNull()
})

test('a field that closes gives the focus back to what opened it', async () => {
  const { manager } = await aTeam()
  await aProject(manager, 'WEB', 'Website')
  const { user } = renderAt('/tasks', manager)
  const first = () => screen.findByRole('button', { name: 'Add a task' })
  await user.click(await first())
  await title()
  await user.keyboard('{Escape}')
  await waitFor(async () => expect(document.activeElement).toBe(await first()))

  await user.keyboard('{Enter}')
  await user.type(await title(), 'Fix nav{Enter}')
  await screen.findByRole('row', { name: /WEB-1 Fix nav/ })
  await user.keyboard('{Escape}')
  const add = await screen.findByRole('button', { name: 'Add a task to To do' })
  await waitFor(() => expect(document.activeElement).toBe(add))
  act(() => screen.getByRole('row', { name: /WEB-1/ }).focus())
  await user.keyboard('n')
  await title()
  await user.keyboard('{Escape}')
  const row = screen.getByRole('row', { name: /WEB-1/ })
  await waitFor(() => expect(document.activeElement).toBe(row))
})

test('the link to Tasks is the current one also where a task has its own address', async () => {
  const { manager } = await aTeam()
  const project = await aProject(manager, 'WEB', 'Website')
  await apiClient(manager.id).request<Task>('POST', '/tasks', {
    body: { projectId: project.id, title: 'Fix nav' },
  })
  renderAt('/t/WEB-1', manager)
  await screen.findByRole('complementary', { name: 'Task WEB-1' })
  const current = screen
    .getAllByRole('link')
    .filter((link) => link.getAttribute('aria-current') === 'page')
  expect(current.map(({ textContent }) => textContent)).toEqual(['Tasks'])
})
