import { screen, waitFor, within } from '@testing-library/react'
import { AccountExport } from '@worksmart/types/account-export'
import { expect, test, vi } from 'vitest'
import { apiClient, aTeam, setFault } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'

test('everything about a person is saved as one file that keeps its contract', async () => {
  const { member } = await aTeam()
  await apiClient(member.id).request('POST', '/checkins', { body: { text: '2h #dev fix nav' } })
  const saved: { name: string; file: Blob }[] = []
  let file: Blob | null = null
  vi.spyOn(URL, 'createObjectURL').mockImplementation((made) => {
    file = made as Blob
    return 'blob:test'
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    if (file) saved.push({ name: this.download, file })
  })
  const { user } = renderAt('/settings/data', member)
  await user.click(await screen.findByRole('button', { name: 'Download everything about me' }))
  await waitFor(() => expect(saved).toHaveLength(1))
  expect(saved[0]?.name).toMatch(/^worksmart-me-\d{4}-\d\d-\d\d\.json$/)
  const everything = AccountExport.parse(JSON.parse((await saved[0]?.file.text()) ?? ''))
  expect(everything.person.id).toBe(member.id)
  expect(everything.checkins.map(({ activity }) => activity)).toEqual(['fix nav'])
  await setFault(member.id, { kind: 'refuse', path: '/me/export' })
  await user.click(screen.getByRole('button', { name: 'Download everything about me' }))
  await screen.findByText('Could not download. No connection to the server.')
  expect(saved).toHaveLength(1)
  vi.restoreAllMocks()
})

test('the last admin reads why they cannot be erased', async () => {
  const { admin } = await aTeam()
  renderAt('/settings/data', admin)
  await screen.findByText(/^You are the only admin/)
  const button = screen.getByRole('button', { name: 'Erase my data' })
  expect(button.hasAttribute('disabled')).toBe(true)
})

test('a person is told what goes and what stays, types their name, and is led out', async () => {
  const { member } = await aTeam()
  const { user } = renderAt('/settings/data', member)
  await user.click(await screen.findByRole('button', { name: 'Erase my data' }))
  const question = await screen.findByRole('alertdialog', { name: 'Erase all your data?' })
  within(question).getByText('Erased')
  within(question).getByText('Kept for the team, without the name')
  await user.type(within(question).getByRole('textbox'), 'Mia Chen{Enter}')
  const done = await screen.findByRole('alertdialog', { name: /will be erased within the hour/ })
  await user.click(within(done).getByRole('button', { name: 'Leave' }))
  await screen.findByRole('heading', { name: 'Choose a person' })
  await expect(apiClient(member.id).request('GET', '/me')).rejects.toMatchObject({ status: 403 })
})

test('a device that remembers a person who was deactivated shows nothing of theirs', async () => {
  const { admin, member } = await aTeam()
  const first = renderAt('/today', member)
  await screen.findByRole('button', { name: 'Signed in as Mia Chen' })
  first.unmount()
  await apiClient(admin.id).request('DELETE', `/users/${member.id}/data`)
  renderAt('/today', member)
  await screen.findByText('This account is switched off.')
  expect(screen.queryByRole('button', { name: /^Signed in as/ })).toBeNull()
})
