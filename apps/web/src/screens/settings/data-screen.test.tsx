import { screen, waitFor, within } from '@testing-library/react'
import type { Checkin, CheckinPage } from '@worksmart/types/checkins'
import { expect, test, vi } from 'vitest'
import { apiClient, aTeam, setFault } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'
import { etagOf } from '../../api/client.ts'

const section = (name: string) => screen.findByRole('region', { name })

test('a deleted check-in is listed and comes back with one press', async () => {
  const { member } = await aTeam()
  const api = apiClient(member.id)
  const row = await api.request<Checkin>('POST', '/checkins', { body: { text: '2h #dev fix nav' } })
  await api.request('DELETE', `/checkins/${row.id}`, { ifMatch: etagOf(row) })
  const { user } = renderAt('/settings/data', member)
  const bin = await section('Recently deleted')
  await user.click(await within(bin).findByRole('button', { name: 'Restore check-in fix nav' }))
  await within(bin).findByRole('heading', { name: 'Nothing deleted' })
  const { items } = await api.request<CheckinPage>('GET', '/checkins')
  expect(items.map(({ id }) => id)).toEqual([row.id])
})

test('an export is fetched as this person and saved under the day’s name', async () => {
  const { member } = await aTeam()
  await apiClient(member.id).request('POST', '/checkins', { body: { text: '2h #dev fix nav' } })
  const saved: { name: string; text: Promise<string> }[] = []
  const files: Blob[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
    files.push(file as Blob)
    return 'blob:test'
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push({ name: this.download, text: files.at(-1)?.text() ?? Promise.resolve('') })
  })
  const { user } = renderAt('/settings/data', member)
  await user.click(await screen.findByRole('button', { name: 'Export CSV' }))
  await waitFor(() => expect(saved).toHaveLength(1))
  expect(saved[0]?.name).toMatch(/^worksmart-check-ins-\d{4}-\d\d-\d\d\.csv$/)
  expect(await saved[0]?.text).toContain('fix nav')
  await setFault(member.id, { kind: 'refuse', path: '/checkins/export' })
  await user.click(screen.getByRole('button', { name: 'Export JSON' }))
  expect((await screen.findByRole('alert')).textContent).toContain('No connection')
  expect(saved).toHaveLength(1)
  vi.restoreAllMocks()
})
