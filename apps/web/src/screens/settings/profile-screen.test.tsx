import { screen, waitFor, within } from '@testing-library/react'
import type { Me } from '@worksmart/types/users'
import { expect, test } from 'vitest'
import { apiClient, aTeam, setFault, type TestPerson } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'
import { etagOf } from '../../api/client.ts'

const stored = (person: TestPerson) => apiClient(person.id).request<Me>('GET', '/me')
const nameField = () => screen.findByRole<HTMLInputElement>('textbox', { name: 'Name' })

test('the settings open with the profile, and an unknown part says that it is not here', async () => {
  const { member } = await aTeam()
  const first = renderAt('/settings', member)
  await nameField()
  expect(first.router.state.location.pathname).toBe('/settings/profile')
  const parts = screen.getByRole('navigation', { name: 'Parts of the settings' })
  expect(
    within(parts)
      .getAllByRole('link')
      .map((link) => link.textContent),
  ).toEqual(['Profile', 'Preferences', 'Shortcuts', 'Workspace', 'Data'])
  first.unmount()
  renderAt('/settings/billing', member)
  await screen.findByRole('heading', { name: 'Not here, or not visible to you' })
})

test('a name saves itself on leaving the field, says so, and is the one in the sidebar', async () => {
  const { member } = await aTeam()
  const { user } = renderAt('/settings/profile', member)
  const field = await nameField()
  await user.clear(field)
  await user.type(field, ' Mia C. Chen ')
  await user.tab()
  await within(screen.getByRole('main')).findByText('Saved')
  expect((await stored(member)).name).toBe('Mia C. Chen')
  await screen.findByRole('button', { name: 'Signed in as Mia C. Chen' })
})

test('an empty name is not sent, and Escape brings back what was', async () => {
  const { member } = await aTeam()
  const { user } = renderAt('/settings/profile', member)
  const field = await nameField()
  await user.clear(field)
  await user.keyboard('{Enter}')
  await screen.findByText('A name has at least one letter.')
  await user.keyboard('{Escape}')
  expect(field.value).toBe('Mia Chen')
  expect(await stored(member)).toMatchObject({ name: 'Mia Chen', version: 1 })
})

test('name and time zone, changed one right after the other, are both saved', async () => {
  const { member } = await aTeam()
  const { user } = renderAt('/settings/profile', member)
  const field = await nameField()
  await user.clear(field)
  await user.type(field, 'Mia{Enter}')
  const zone = screen.getByRole('combobox', { name: 'Time zone' })
  // All at once: each letter would draw four hundred zones.
  await user.tripleClick(zone)
  await user.paste('Lisbon')
  await user.click(await screen.findByRole('option', { name: 'Europe/Lisbon' }))
  await waitFor(async () =>
    expect(await stored(member)).toMatchObject({ name: 'Mia', timeZone: 'Europe/Lisbon' }),
  )
  expect(screen.queryByRole('alert', { name: 'Changed by someone else' })).toBeNull()
})

test('a name that was changed on another device meanwhile is asked about; what was typed is kept', async () => {
  const { member } = await aTeam()
  const { user } = renderAt('/settings/profile', member)
  const field = await nameField()
  await apiClient(member.id).request('PATCH', `/users/${member.id}`, {
    body: { name: 'Mia Elsewhere' },
    ifMatch: etagOf({ id: member.id, version: 1 }),
  })
  await user.clear(field)
  await user.type(field, 'Mia Here{Enter}')
  const notice = await screen.findByRole('alert', { name: 'Changed by someone else' })
  expect(notice.textContent).toContain('Yours: Mia Here')
  expect(notice.textContent).toContain('Theirs: Mia Elsewhere')
  expect(field.value).toBe('Mia Here')
  await user.click(within(notice).getByRole('button', { name: 'Keep mine' }))
  await waitFor(async () => expect((await stored(member)).name).toBe('Mia Here'))
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
})

test('a name that cannot be saved stays in its field until it can', async () => {
  const { member } = await aTeam()
  const { user } = renderAt('/settings/profile', member)
  const field = await nameField()
  await setFault(member.id, { kind: 'refuse', path: '/users/' })
  await user.clear(field)
  await user.type(field, 'Mia Offline{Enter}')
  await screen.findByText('Not saved. No connection to the server.')
  expect(field.value).toBe('Mia Offline')
  await setFault(member.id, null)
  await user.click(screen.getByRole('button', { name: 'Retry' }))
  await waitFor(async () => expect((await stored(member)).name).toBe('Mia Offline'))
})
