import { screen, waitFor, within } from '@testing-library/react'
import type { Project } from '@worksmart/types/projects'
import { expect, test } from 'vitest'
import { apiClient, aTeam, setFault, type TestPerson } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'

const heading = (name: string) => screen.findByRole('heading', { name, level: 1 })

function aProject(by: TestPerson, fields: Partial<Project> & { key: string; name: string }) {
  return apiClient(by.id).request<Project>('POST', '/projects', { body: fields })
}

async function rowNames() {
  const table = await screen.findByRole('table', { name: 'Projects' })
  return within(table)
    .getAllByRole('rowheader')
    .map((cell) => cell.textContent)
}

test('a manager makes a project from a name alone and lands on its page', async () => {
  const { manager } = await aTeam()
  const { user, router } = renderAt('/projects', manager)
  await user.click(await screen.findByRole('button', { name: 'Create a project' }))
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Website relaunch')
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Key' }).value).toBe('WR')
  await user.keyboard('{Enter}')
  await heading('Website relaunch')
  expect(router.state.location.pathname).toBe('/projects/WR')
  expect(document.title).toBe('Website relaunch · WorkSmart')
})

test('a key that is taken is said under its field, and what was typed stays', async () => {
  const { admin, manager } = await aTeam()
  await aProject(admin, { key: 'WEB', name: 'Website' })
  const { user } = renderAt('/projects', manager)
  await user.click(await screen.findByRole('button', { name: 'New project' }))
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Website')
  const key = screen.getByRole<HTMLInputElement>('textbox', { name: 'Key' })
  expect(key.value).toBe('WEB2')
  await user.clear(key)
  await user.type(key, 'web')
  await user.click(screen.getByRole('button', { name: 'Create' }))
  expect(await screen.findByText('WEB is taken. Choose another key.')).toBeDefined()
  expect(key.getAttribute('aria-invalid')).toBe('true')
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' }).value).toBe('Website')
})

test('leaving the form gives the focus back to the button that opened it', async () => {
  const { admin } = await aTeam()
  await aProject(admin, { key: 'AAA', name: 'Alpha' })
  const { user } = renderAt('/projects', admin)
  await user.click(await screen.findByRole('button', { name: 'New project' }))
  await user.keyboard('{Escape}')
  expect(document.activeElement).toBe(await screen.findByRole('button', { name: 'New project' }))
})

test('a key that a colleague took a moment ago is refused under its field too', async () => {
  const { admin, manager } = await aTeam()
  await aProject(admin, { key: 'OLD', name: 'Old' })
  const { user } = renderAt('/projects', manager)
  await user.click(await screen.findByRole('button', { name: 'New project' }))
  await aProject(admin, { key: 'SHOP', name: 'Shop' })
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Store')
  const key = screen.getByRole('textbox', { name: 'Key' })
  await user.clear(key)
  await user.type(key, 'SHOP')
  await user.click(screen.getByRole('button', { name: 'Create' }))
  expect(await screen.findByText('SHOP is taken. Choose another key.')).toBeDefined()
})

test('a member reads who can create a project and finds no dead button', async () => {
  const { member } = await aTeam()
  renderAt('/projects', member)
  expect(await screen.findByText(/A manager or an admin can create one/)).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Create a project' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'New project' })).toBeNull()
})

test('sort, search and status are in the address, and archived ones are a filter', async () => {
  const { admin } = await aTeam()
  await aProject(admin, { key: 'AAA', name: 'Alpha' })
  await aProject(admin, { key: 'BBB', name: 'Beta', status: 'blocked' })
  await aProject(admin, { key: 'OLD', name: 'Gamma', status: 'archived' })
  const { user, router } = renderAt('/projects', admin)
  expect(await rowNames()).toEqual(['Alpha AAA', 'Beta BBB'])
  await user.click(screen.getByRole('button', { name: 'Project' }))
  await waitFor(() => expect(router.state.location.search).toEqual({ sort: 'name' }))
  await user.click(screen.getByRole('button', { name: 'Project' }))
  await waitFor(async () => expect(await rowNames()).toEqual(['Beta BBB', 'Alpha AAA']))
  expect(screen.getByRole('columnheader', { name: 'Project' }).getAttribute('aria-sort')).toBe(
    'descending',
  )
  await user.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'Archived')
  await waitFor(async () => expect(await rowNames()).toEqual(['Gamma OLD']))
  expect(router.state.location.search).toEqual({ sort: '-name', status: 'archived' })
  await user.type(screen.getByRole('searchbox', { name: 'Search projects' }), 'zeta')
  expect(await screen.findByText('No archived projects match “zeta”')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Clear filters' }))
  await waitFor(async () => expect(await rowNames()).toEqual(['Alpha AAA', 'Beta BBB']))
})

test('an address with nonsense opens the table and drops the nonsense', async () => {
  const { admin } = await aTeam()
  await aProject(admin, { key: 'AAA', name: 'Alpha' })
  const { router } = renderAt('/projects?status=purple&sort=luck&q=%20', admin)
  expect(await rowNames()).toEqual(['Alpha AAA'])
  expect(router.state.location.search).toEqual({})
})

test('a failed load says so and can be tried again', async () => {
  const { admin } = await aTeam()
  await aProject(admin, { key: 'AAA', name: 'Alpha' })
  await setFault(admin.id, {
    kind: 'problem',
    path: '/projects',
    status: 500,
    code: 'server.error',
  })
  const { user } = renderAt('/projects', admin)
  expect(await screen.findByText(/Could not load projects/)).toBeDefined()
  await setFault(admin.id, null)
  await user.click(await screen.findByRole('button', { name: 'Try again' }))
  expect(await rowNames()).toEqual(['Alpha AAA'])
})

test('G then P goes to the projects', async () => {
  const { member } = await aTeam()
  const { user } = renderAt('/settings/data', member)
  await heading('Settings')
  await user.keyboard('gp')
  await heading('Projects')
})
