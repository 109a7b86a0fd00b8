import { screen, waitFor, within } from '@testing-library/react'
import type { Workspace } from '@worksmart/types/workspaces'
import { expect, test } from 'vitest'
import { apiClient, aTeam } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'

const section = (name: string) => screen.findByRole('region', { name })

test('an admin renames the workspace for everyone, right after switching AI help', async () => {
  const { admin, member } = await aTeam()
  const { user } = renderAt('/settings/workspace', admin)
  await user.click(await screen.findByRole('switch', { name: 'Search by meaning' }))
  const field = await screen.findByRole('textbox', { name: 'Name of the workspace' })
  await waitFor(async () => {
    const { ai } = await apiClient(admin.id).request<Workspace>('GET', '/workspace')
    expect(ai.search).toBe(false)
  })
  await user.clear(field)
  await user.type(field, 'Harbour team{Enter}')
  await screen.findByTitle('Harbour team')
  const stored = await apiClient(member.id).request<Workspace>('GET', '/workspace')
  expect(stored).toMatchObject({ name: 'Harbour team', ai: { search: false } })
})

test('a member reads the name and who can change it', async () => {
  const { member } = await aTeam()
  renderAt('/settings/workspace', member)
  const part = await section('Workspace')
  expect(part.textContent).toContain('Test team')
  expect(part.textContent).toContain('An admin of the workspace can change its name.')
  expect(within(part).queryByRole('textbox')).toBeNull()
})

test('sample data comes and goes with one press each, and only an admin sees it', async () => {
  const { admin, member } = await aTeam()
  const { user, unmount } = renderAt('/settings/workspace', admin)
  const sample = await section('Sample data')
  await user.click(within(sample).getByRole('button', { name: 'Add sample data' }))
  const remove = await within(sample).findByRole('button', { name: 'Remove sample data' })
  expect(await within(sample).findByText(/^Added \d+ projects/)).toBeDefined()
  await user.click(remove)
  await within(sample).findByRole('button', { name: 'Add sample data' })
  unmount()
  localStorage.clear()
  renderAt('/settings/workspace', member)
  await section('AI help')
  expect(screen.queryByRole('region', { name: 'Sample data' })).toBeNull()
})
