import { screen, waitFor, within } from '@testing-library/react'
import type { Project } from '@worksmart/types/projects'
import { expect, test } from 'vitest'
import { apiClient, aTeam } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'
import { screenShortcuts } from './shortcut-table.ts'

/** What the sheet of a screen prints, but for what works anywhere. */
async function printedAt(
  path: string,
  ready: () => Promise<unknown>,
  person: Parameters<typeof renderAt>[1],
) {
  const view = renderAt(path, person)
  await ready()
  ;(document.activeElement as HTMLElement | null)?.blur()
  await view.user.keyboard('?')
  const sheet = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
  const labels = within(sheet)
    .getAllByRole('term')
    .map((term) => term.textContent ?? '')
  view.unmount()
  return labels
}

const labelsOf = (name: string) =>
  screenShortcuts.find(({ screen }) => screen === name)?.shortcuts.map(({ label }) => label) ?? []

test('the page lists what works anywhere and on each screen', async () => {
  const { member } = await aTeam()
  renderAt('/settings/shortcuts', member)
  await screen.findByText('Go to Team')
  for (const { screen: name } of screenShortcuts) {
    expect(screen.getByRole('heading', { name, level: 3 })).toBeTruthy()
  }
})

test('what the page lists for a screen is what the screen has', async () => {
  const { admin } = await aTeam()
  const api = apiClient(admin.id)
  const project = await api.request<Project>('POST', '/projects', {
    body: { key: 'WEB', name: 'Website' },
  })
  await api.request('POST', '/tasks', { body: { projectId: project.id, title: 'Fix nav' } })
  await api.request('POST', '/checkins', { body: { text: '17h #dev fix nav' } })
  const ready: Record<string, [path: string, () => Promise<unknown>]> = {
    Today: ['/today', () => screen.findByRole('article')],
    Tasks: ['/tasks', () => screen.findByRole('row', { name: /Fix nav/ })],
    Projects: ['/projects/WEB', () => screen.findByRole('button', { name: 'Log time' })],
    Documents: ['/documents', () => screen.findAllByRole('button', { name: /Upload/ })],
    Insights: ['/insights', () => screen.findByRole('article')],
    Search: ['/search', () => screen.findByRole('searchbox')],
  }
  for (const { screen: name } of screenShortcuts) {
    const [path, isReady] = ready[name] ?? ['', () => Promise.reject(new Error(name))]
    const printed = await printedAt(path, isReady, admin)
    await waitFor(() => expect(printed).toEqual(expect.arrayContaining(labelsOf(name))))
  }
}, 60_000)
