import { screen, waitFor, within } from '@testing-library/react'
import type { Project } from '@worksmart/types/projects'
import { expect, test } from 'vitest'
import { apiClient, aTeam, type TestPerson } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'
import { etagOf } from '../../api/client.ts'

async function aProjectChanged(by: TestPerson, names: readonly string[]): Promise<Project> {
  const client = apiClient(by.id)
  let project = await client.request<Project>('POST', '/projects', {
    body: { key: 'WEB', name: 'Website' },
  })
  for (const name of names) {
    project = await client.request<Project>('PATCH', `/projects/${project.id}`, {
      body: { name },
      ifMatch: etagOf(project),
    })
  }
  return project
}

test('the overview tells the last five changes, newest first, and leads to all of them', async () => {
  const { admin, member } = await aTeam()
  await aProjectChanged(admin, ['B', 'C', 'D', 'E', 'F', 'G'])
  const { user, router } = renderAt('/projects/WEB', member)
  const part = within(await screen.findByRole('region', { name: 'Recent changes' }))
  await part.findByText(/renamed it from “F” to “G”/)
  const changes = part.getAllByRole('listitem').map(({ textContent }) => textContent)
  expect(changes).toHaveLength(5)
  expect(changes[0]).toMatch(/^Ana Lima renamed it from “F” to “G”Today \d\d:\d\d$/)
  expect(changes[4]).toContain('renamed it from “B” to “C”')
  await user.click(part.getByRole('link', { name: 'All changes' }))
  await screen.findByText(/created G/)
  expect(router.state.location.search).toEqual({ tab: 'history' })
})

test('a change made on the page stands among the recent ones at once', async () => {
  const { admin } = await aTeam()
  await aProjectChanged(admin, [])
  const { user } = renderAt('/projects/WEB', admin)
  const part = within(await screen.findByRole('region', { name: 'Recent changes' }))
  await part.findByText(/created Website/)
  await user.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'Blocked')
  await part.findByText(/changed the status from On track to Blocked/)
  await waitFor(() => expect(part.getAllByRole('listitem')).toHaveLength(2))
})
