import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { apiClient, aTeam, setFault } from '../../test/real-api-client.ts'
import { renderAt } from '../../test/render.tsx'

const heading = (name: string) => screen.findByRole('heading', { name, level: 1 })

test('the page has its landmarks, a skip link, a title and one main heading', async () => {
  const { member } = await aTeam()
  renderAt('/settings/data', member)
  await heading('Settings')
  expect(screen.getByRole('navigation', { name: 'Main' })).toBeDefined()
  expect(screen.getByRole('banner')).toBeDefined()
  expect(screen.getByRole('main')).toBeDefined()
  expect(screen.getAllByRole('heading', { level: 1 })).toHaveLength(1)
  expect(document.title).toBe('Settings · WorkSmart')
  expect(screen.getByRole('link', { name: 'Skip to content' }).getAttribute('href')).toBe('#main')
})

test('going to another screen moves the focus to its content and renames the page', async () => {
  const { member } = await aTeam()
  const { user, router } = renderAt('/settings/data', member)
  await heading('Settings')
  await user.click(screen.getByRole('link', { name: 'Today' }))
  await heading('Today')
  expect(document.title).toBe('Today · WorkSmart')
  expect(router.state.location.pathname).toBe('/today')
  expect(screen.getByRole('main').contains(document.activeElement)).toBe(true)
  expect(screen.getByRole('link', { name: 'Today' }).getAttribute('aria-current')).toBe('page')
})

test('G then S goes to the settings, C starts a check-in from there', async () => {
  const { member } = await aTeam()
  const { user } = renderAt('/today', member)
  await heading('Today')
  await user.keyboard('gs')
  await heading('Settings')
  await user.keyboard('c')
  await heading('Today')
  await waitFor(() =>
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Log a check-in'),
  )
})

test('the shortcut sheet lists what works now, and can switch single keys off', async () => {
  const { member } = await aTeam()
  const { user } = renderAt('/settings/data', member)
  await heading('Settings')
  await user.keyboard('?')
  const sheet = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
  expect(within(sheet).getByText('Go to Settings')).toBeDefined()
  expect(within(sheet).queryByText('Next row')).toBeNull()
  await user.click(within(sheet).getByRole('switch', { name: 'Single-key shortcuts' }))
  await user.click(within(sheet).getByRole('button', { name: 'Close' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await user.keyboard('gd')
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Settings')
})

test('F6 goes round the parts of the page', async () => {
  const { member } = await aTeam()
  renderAt('/settings/data', member)
  await heading('Settings')
  const parts = [
    screen.getByRole('navigation', { name: 'Main' }),
    screen.getByRole('banner'),
    screen.getByRole('main'),
  ]
  for (const part of [...parts, parts[0]]) {
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'F6' })
    expect(document.activeElement).toBe(part)
  }
})

test('a wrong address says so and leads back; a wrong search parameter is dropped', async () => {
  const { member } = await aTeam()
  const first = renderAt('/nowhere', member)
  await screen.findByRole('heading', { name: 'Not here, or not visible to you' })
  expect(screen.getByRole('link', { name: 'Go to Today' }).getAttribute('href')).toBe('/today')
  first.unmount()
  const { router } = renderAt('/today?day=2026-02-30&tag=dev&nonsense=1', member)
  await heading('Today')
  expect(router.state.location.search).toEqual({ tag: 'dev' })
})

test('the first start offers the people of this machine, remembers the choice, and lets go of it', async () => {
  const { admin } = await aTeam()
  const { user } = renderAt('/settings/data', null)
  await screen.findByRole('heading', { name: 'Choose a person' })
  expect(screen.getByText('Local mode')).toBeDefined()
  const choices = await screen.findAllByRole('button', { name: /Ana Lima/ })
  // Every team of this run has an Ana; ours was made last.
  const ours = choices.at(-1)
  if (ours) await user.click(ours)
  await heading('Settings')
  const chosen = localStorage.getItem('worksmart.person')
  expect(chosen).toBeTruthy()
  expect(screen.getByText('Local mode')).toBeDefined()
  localStorage.setItem(`worksmart.draft.${chosen}`, '2h #dev')
  await user.click(screen.getByRole('button', { name: /Signed in as Ana Lima/ }))
  await user.click(await screen.findByRole('menuitem', { name: 'Choose a person' }))
  await screen.findByRole('heading', { name: 'Choose a person' })
  expect(Object.keys(localStorage)).toEqual([])
  expect(admin.role).toBe('admin')
})

test('switching the person shows nothing of the one before', async () => {
  const { admin, member } = await aTeam()
  await apiClient(admin.id).request('POST', '/sample-data')
  const { user, queryClient } = renderAt('/settings/workspace', admin)
  await screen.findByRole('heading', { name: 'Sample data' })
  await user.click(screen.getByRole('button', { name: /Signed in as/ }))
  const [choice] = await screen.findAllByRole('menuitem', { name: /Switch to Mia Chen/ })
  if (choice) await user.click(choice)
  await screen.findByRole('button', { name: 'Signed in as Mia Chen' })
  expect(screen.queryByRole('heading', { name: 'Sample data' })).toBeNull()
  expect(queryClient.getQueryData(['me'])).not.toMatchObject({ id: admin.id })
  expect(member.role).toBe('member')
})

test('a person who is not there any more is asked to choose again', async () => {
  const { member } = await aTeam()
  renderAt('/today', { ...member, id: '01900000-0000-7000-8000-00000000dead' })
  await screen.findByRole('heading', { name: 'Choose a person again' })
})

test('an api that is down at the start is said, and a second try opens the app', async () => {
  const { member } = await aTeam()
  await setFault(member.id, { kind: 'problem', status: 500, code: 'server.error' })
  const { user } = renderAt('/settings/data', member)
  await screen.findByRole('heading', { name: 'Could not sign you in' })
  await setFault(member.id, null)
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  await heading('Settings')
})
