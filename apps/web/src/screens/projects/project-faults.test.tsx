import { screen, waitFor, within } from '@testing-library/react'
import type { Project, ProjectPage } from '@worksmart/types/projects'
import { expect, test } from 'vitest'
import { apiClient, aTeam, setFault, type TestPerson } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'

function aProject(by: TestPerson) {
  return apiClient(by.id).request<Project>('POST', '/projects', {
    body: { key: 'WEB', name: 'Website' },
  })
}

const now = (by: TestPerson, id: string) =>
  apiClient(by.id).request<Project>('GET', `/projects/${id}`)

test('a status that could not be saved goes back, is named, and Retry saves it', async () => {
  const { admin, manager } = await aTeam()
  const project = await aProject(admin)
  const { user } = renderAt('/projects/WEB', manager)
  const status = await screen.findByRole<HTMLSelectElement>('combobox', { name: 'Status' })
  await setFault(manager.id, { kind: 'refuse', path: `/projects/${project.id}` })
  await user.selectOptions(status, 'At risk')
  // Other parts of the page may not load either, and say so in alerts of their own.
  const words = /^Not saved: Status: At risk\. No connection to the server\./
  const alert = within(await screen.findByText(words))
  await waitFor(() => expect(status.value).toBe('on_track'))
  await setFault(manager.id, null)
  await user.click(alert.getByRole('button', { name: 'Retry' }))
  await waitFor(async () => expect((await now(admin, project.id)).status).toBe('at_risk'))
  await waitFor(() => expect(screen.queryByText(words)).toBeNull())
  expect(status.value).toBe('at_risk')
})

test('an edit that could not be saved stays in its form until it is', async () => {
  const { admin } = await aTeam()
  const project = await aProject(admin)
  const { user } = renderAt('/projects/WEB', admin)
  await user.click(await screen.findByRole('button', { name: 'Edit' }))
  const description = await screen.findByRole<HTMLTextAreaElement>('textbox', {
    name: 'Description',
  })
  await setFault(admin.id, { kind: 'refuse', path: `/projects/${project.id}` })
  await user.type(description, 'What was typed on the train')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await screen.findByText('Not saved. No connection to the server.')
  expect(description.value).toBe('What was typed on the train')
  await setFault(admin.id, null)
  await user.click(screen.getByRole('button', { name: 'Retry' }))
  await waitFor(async () =>
    expect((await now(admin, project.id)).description).toBe('What was typed on the train'),
  )
  await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Description' })).toBeNull())
})

test('a new project that could not be saved stays typed, and Retry makes one', async () => {
  const { manager } = await aTeam()
  const { user } = renderAt('/projects', manager)
  await user.click(await screen.findByRole('button', { name: 'Create a project' }))
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Website')
  await setFault(manager.id, { kind: 'refuse', path: '/projects' })
  await user.keyboard('{Enter}')
  await screen.findByText('Not saved. No connection to the server.')
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' }).value).toBe('Website')
  await setFault(manager.id, null)
  await user.click(screen.getByRole('button', { name: 'Retry' }))
  await screen.findByRole('heading', { name: 'Website', level: 1 })
  const { items } = await apiClient(manager.id).request<ProjectPage>('GET', '/projects')
  expect(items).toHaveLength(1)
})
