import { screen, waitFor, within } from '@testing-library/react'
import type { Checkin } from '@worksmart/types/checkins'
import { expect, test } from 'vitest'
import {
  apiClient,
  aTeam,
  indexNow,
  setFault,
  type TestPerson,
} from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'

const field = () => screen.findByRole<HTMLInputElement>('searchbox', { name: 'Search everything' })
const group = (name: RegExp) => screen.findByRole('region', { name })

const say = (person: TestPerson, text: string) =>
  apiClient(person.id).request<Checkin>('POST', '/checkins', { body: { text } })

async function aFilledTeam() {
  const team = await aTeam()
  const client = apiClient(team.admin.id)
  const project = await client.request<{ id: string }>('POST', '/projects', {
    body: { key: 'WEB', name: 'Website' },
  })
  await client.request('POST', '/tasks', { body: { projectId: project.id, title: 'Navigation' } })
  await say(team.member, '2h #dev @WEB fix navigation overflow')
  await say(team.member, '30m #ops patch hosts')
  await indexNow()
  return team
}

test('words are found in groups, each hit says how, and its words are marked', async () => {
  const { member } = await aFilledTeam()
  const { user } = renderAt('/search', member)
  const input = await field()
  expect(document.activeElement).toBe(input)
  await user.type(await field(), 'navigation')
  const checkins = await group(/^Check-ins/)
  const hit = await within(checkins).findByRole('link', { name: /fix navigation overflow/ })
  expect(hit.textContent).toContain('Words')
  expect(hit.querySelector('mark')?.textContent).toBe('navigation')
  await within(await group(/^Tasks/)).findByRole('link', { name: /WEB-1/ })
})

test('tokens of the query narrow it and are shown as understood', async () => {
  const { member } = await aFilledTeam()
  const { user, router } = renderAt('/search', member)
  await user.type(await field(), '#dev @website >1h')
  const chips = await screen.findByRole('list', { name: 'Understood as' })
  expect(within(chips).getByText('#dev')).toBeTruthy()
  await within(chips).findByText('◆ Website')
  expect(within(chips).getByText('at least 1 h 01')).toBeTruthy()
  const found = await within(await group(/^Check-ins/)).findAllByRole('link')
  expect(found).toHaveLength(1)
  await waitFor(() => expect(router.state.location.search).toEqual({ q: '#dev @website >1h' }))
})

test('the arrows walk through what was found, and up from the first leads back', async () => {
  const { member } = await aFilledTeam()
  const { user } = renderAt('/search?q=navigation', member)
  await group(/^Check-ins/)
  const links = screen.getAllByRole('link').filter((link) => link.hasAttribute('data-hit'))
  await user.click(await field())
  await user.keyboard('{ArrowDown}')
  expect(document.activeElement).toBe(links[0])
  await user.keyboard('{ArrowDown}')
  expect(document.activeElement).toBe(links[1])
  await user.keyboard('{ArrowUp}{ArrowUp}')
  const input = await field()
  expect(document.activeElement).toBe(input)
})

test('nothing found says so and is cleared in one press; without AI one quiet line says it', async () => {
  const { member } = await aFilledTeam()
  const { user, router } = renderAt('/search?q=zeppelin', member)
  await screen.findByRole('heading', { name: 'Nothing matches zeppelin' })
  expect(screen.getByText('AI help is off. Only words are searched.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Clear the search' }))
  await waitFor(() => expect(router.state.location.search).toEqual({}))
  expect((await field()).value).toBe('')
})

test('one kind alone can be looked for, and an unknown kind in the address is dropped', async () => {
  const { member } = await aFilledTeam()
  renderAt('/search?q=navigation&in=task', member)
  await group(/^Tasks/)
  expect(screen.queryByRole('region', { name: /^Check-ins/ })).toBeNull()
})

test('a search that fails says what failed, and trying again finds', async () => {
  const { member } = await aFilledTeam()
  await setFault(member.id, { kind: 'problem', path: '/search', status: 500, code: 'server.error' })
  const { user } = renderAt('/search?q=navigation', member)
  await screen.findByText(/Could not load the results\./)
  await setFault(member.id, null)
  await user.click(await screen.findByRole('button', { name: 'Try again' }))
  await group(/^Check-ins/)
})

test('/ and the command key with K open it from anywhere, and G I opens Insights', async () => {
  const { member } = await aFilledTeam()
  const { user, router } = renderAt('/projects', member)
  await screen.findByRole('heading', { name: 'Projects', level: 1 })
  await user.keyboard('/')
  await field()
  expect(router.state.location.pathname).toBe('/search')
  await user.click(document.body)
  ;(document.activeElement as HTMLElement).blur()
  await user.keyboard('gi')
  await waitFor(() => expect(router.state.location.pathname).toBe('/insights'))
  await user.keyboard('{Control>}k{/Control}')
  await field()
})
