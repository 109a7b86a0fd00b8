import { screen, waitFor, within } from '@testing-library/react'
import type { Checkin, CheckinStats } from '@worksmart/types/checkins'
import type { User, UserPage } from '@worksmart/types/users'
import { expect, test } from 'vitest'
import { apiClient, aTeam, setFault, type TestPerson } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'
import { etagOf } from '../../api/client.ts'

const table = () => screen.findByRole('table', { name: 'People' })
const row = (name: RegExp) => screen.findByRole('row', { name })
const headings = async () =>
  within(await table())
    .getAllByRole('columnheader')
    .map((cell) => cell.textContent)

const say = (person: TestPerson, text: string) =>
  apiClient(person.id).request<Checkin>('POST', '/checkins', { body: { text } })

type Stored = User & { version: number }

async function stored(admin: TestPerson, id: string): Promise<Stored> {
  const { items } = await apiClient(admin.id).request<UserPage>('GET', '/users')
  const person = items.find((one) => one.id === id)
  if (person?.version === undefined) throw new Error('There is no such person')
  return { ...person, version: person.version }
}

async function change(admin: TestPerson, id: string, fields: Partial<User>): Promise<void> {
  const person = await stored(admin, id)
  await apiClient(admin.id).request('PATCH', `/users/${id}`, {
    body: fields,
    ifMatch: etagOf(person),
  })
}

test('a member sees names and roles, of those who are here, and nothing else', async () => {
  const { admin, manager, member } = await aTeam()
  await change(admin, manager.id, { active: false })
  renderAt('/team?show=all', member)
  expect(await headings()).toEqual(['Name', 'Role'])
  await row(/Ana Lima Admin/)
  expect(screen.queryByText('Marco Rossi')).toBeNull()
  expect(screen.queryByText(admin.email)).toBeNull()
  expect(screen.queryByRole('button', { name: 'Add a person' })).toBeNull()
  expect(within(await table()).queryByRole('link')).toBeNull()
})

test('a manager sees the week, the last check-in and the e-mail of each, and can change none', async () => {
  const { manager, member } = await aTeam()
  await say(member, '2h15m #dev fix nav')
  renderAt('/team', manager)
  expect(await headings()).toEqual(['Name', 'Role', 'This week', 'Last check-in', 'E-mail'])
  const hers = await row(/Mia Chen/)
  await within(hers).findByText('2 h 15')
  expect(hers.textContent).toContain('Today')
  expect(hers.textContent).toContain(member.email)
  const his = await row(/Marco Rossi/)
  expect(his.textContent).toContain('0 min')
  expect(his.textContent).toContain('Nothing yet')
  expect(screen.queryByRole('button', { name: /Role of|More about|Add a person/ })).toBeNull()
  const sums = await apiClient(manager.id).request<CheckinStats>('GET', '/checkins/stats')
  expect(sums.byPerson).toEqual([{ userId: member.id, minutes: 135, count: 1 }])
})

test('what teammates see of a person is said in full', async () => {
  const { member } = await aTeam()
  renderAt('/team', member)
  const note = await screen.findByRole('region', { name: 'What teammates see of you' })
  const lines = within(note).getAllByRole('listitem')
  expect(lines.map((line) => line.textContent?.split(':')[0])).toEqual([
    'Everyone',
    'Managers and admins also',
    'Admins also',
  ])
})

test('a person is added with a role; an e-mail that is taken is said at its field', async () => {
  const { admin, member } = await aTeam()
  const { user } = renderAt('/team', admin)
  await user.click(await screen.findByRole('button', { name: 'Add a person' }))
  const form = await screen.findByRole('region', { name: 'Add a person' })
  await user.click(within(form).getByRole('button', { name: 'Add' }))
  await within(form).findByText('Give them a name.')
  await user.type(within(form).getByRole('textbox', { name: 'Name' }), 'Nora New')
  const email = within(form).getByRole('textbox', { name: 'E-mail' })
  await user.type(email, `${member.email.toUpperCase()}{Enter}`)
  await within(form).findByText(/^Somebody here has this e-mail/)
  expect(email.getAttribute('aria-invalid')).toBe('true')
  await user.clear(email)
  await user.type(email, `nora-${member.id}@people.test{Enter}`)
  const hers = await row(/Nora New/)
  expect(hers.textContent).toContain('Active')
  expect(screen.queryByRole('region', { name: 'Add a person' })).toBeNull()
  const { items } = await apiClient(admin.id).request<UserPage>('GET', '/users')
  expect(items.find(({ name }) => name === 'Nora New')).toMatchObject({ role: 'member' })
})

test('an addition whose answer is lost is sent once more and adds one person', async () => {
  const { admin } = await aTeam()
  const { user } = renderAt('/team', admin)
  await user.click(await screen.findByRole('button', { name: 'Add a person' }))
  await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Nora New')
  await user.type(screen.getByRole('textbox', { name: 'E-mail' }), `n-${admin.id}@people.test`)
  await setFault(admin.id, { kind: 'refuse', path: '/users' })
  await user.click(screen.getByRole('button', { name: 'Add' }))
  await screen.findByText('Not added. No connection to the server.')
  await setFault(admin.id, null)
  await user.click(screen.getByRole('button', { name: 'Retry' }))
  await row(/Nora New/)
  const { items } = await apiClient(admin.id).request<UserPage>('GET', '/users')
  expect(items.filter(({ name }) => name === 'Nora New')).toHaveLength(1)
})

test('a role is changed, with what it means beside it, and undo brings it back', async () => {
  const { admin, member } = await aTeam()
  const { user } = renderAt('/team', admin)
  await user.click(await screen.findByRole('button', { name: /Role of Mia Chen/ }))
  const manager = await screen.findByRole('option', { name: /^Manager/ })
  expect(manager.textContent).toContain('Sees everyone’s time')
  await user.click(manager)
  await waitFor(async () => expect((await stored(admin, member.id)).role).toBe('manager'))
  await user.click(await screen.findByRole('button', { name: /^Undo/ }))
  await waitFor(async () => expect((await stored(admin, member.id)).role).toBe('member'))
})

test('a role that another admin changed meanwhile is asked about, and the choice stands', async () => {
  const { admin, member } = await aTeam()
  const { user } = renderAt('/team', admin)
  await row(/Mia Chen/)
  await change(admin, member.id, { role: 'admin' })
  await user.click(screen.getByRole('button', { name: /Role of Mia Chen/ }))
  await user.click(await screen.findByRole('option', { name: /^Manager/ }))
  const notice = await screen.findByRole('alert', { name: 'Changed by someone else' })
  expect(notice.textContent).toContain('Yours: Manager')
  expect(notice.textContent).toContain('Theirs: Admin')
  await user.click(within(notice).getByRole('button', { name: 'Keep mine' }))
  await waitFor(async () => expect((await stored(admin, member.id)).role).toBe('manager'))
})

test('a change that is refused is taken back, and says so in its row', async () => {
  const { admin } = await aTeam()
  const { user } = renderAt('/team', admin)
  await setFault(admin.id, { kind: 'problem', path: '/users/', status: 500, code: 'server.error' })
  await user.click(await screen.findByRole('button', { name: /Role of Mia Chen/ }))
  await user.click(await screen.findByRole('option', { name: /^Admin/ }))
  await screen.findByText('Not saved. Something went wrong on the server.')
  expect(screen.getByRole('button', { name: /Member.*Role of Mia Chen/ })).toBeTruthy()
  await setFault(admin.id, null)
  await user.click(screen.getByRole('button', { name: 'Discard' }))
  await waitFor(() => expect(screen.queryByText(/^Not saved/)).toBeNull())
})

test('nobody changes their own role, and the row says who can', async () => {
  const { admin, manager } = await aTeam()
  const view = renderAt('/team', admin)
  const own = await screen.findByRole('button', { name: /Role of Ana Lima/ })
  expect(own.hasAttribute('disabled')).toBe(true)
  await screen.findByText('The last admin stays. Make another person admin first.')
  view.unmount()
  await change(admin, manager.id, { role: 'admin' })
  renderAt('/team', admin)
  await screen.findByText('Nobody changes their own role. Another admin can.')
  expect(screen.queryByRole('button', { name: 'More about Ana Lima' })).toBeNull()
})

test('a deactivated person leaves the list, stays under All, and is activated again', async () => {
  const { admin, member } = await aTeam()
  const { user, router } = renderAt('/team', admin)
  await user.click(await screen.findByRole('button', { name: 'More about Mia Chen' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Deactivate…' }))
  const question = await screen.findByRole('alertdialog', { name: 'Deactivate Mia Chen?' })
  await user.click(within(question).getByRole('button', { name: 'Deactivate' }))
  await waitFor(() => expect(screen.queryByRole('row', { name: /Mia Chen/ })).toBeNull())
  expect((await stored(admin, member.id)).active).toBe(false)
  await user.selectOptions(screen.getByRole('combobox', { name: 'Who is shown' }), 'all')
  await waitFor(() => expect(router.state.location.search).toEqual({ show: 'all' }))
  expect((await row(/Mia Chen/)).textContent).toContain('Deactivated')
  await user.click(screen.getByRole('button', { name: 'More about Mia Chen' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Activate again' }))
  await waitFor(async () => expect((await stored(admin, member.id)).active).toBe(true))
})

test('an address with nonsense opens the team and drops the nonsense', async () => {
  const { manager } = await aTeam()
  const { router } = renderAt('/team?show=none&x=1', manager)
  await row(/Mia Chen/)
  await waitFor(() => expect(router.state.location.search).toEqual({}))
})

test('data is erased only after the name was typed, and the person has no access from then on', async () => {
  const { admin, member } = await aTeam()
  const { user } = renderAt('/team', admin)
  await user.click(await screen.findByRole('button', { name: 'More about Mia Chen' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Erase their data…' }))
  const question = await screen.findByRole('alertdialog', { name: 'Erase the data of Mia Chen?' })
  await user.click(within(question).getByRole('button', { name: 'Erase' }))
  await within(question).findByText('This is not the name above.')
  expect((await stored(admin, member.id)).active).toBe(true)
  await user.type(within(question).getByRole('textbox'), 'Mia Chen')
  await user.click(within(question).getByRole('button', { name: 'Erase' }))
  await screen.findByText(/^Their data will be erased within the hour/, {
    selector: 'p[role=status]',
  })
  expect((await stored(admin, member.id)).active).toBe(false)
})

test('G then M goes to the team', async () => {
  const { member } = await aTeam()
  const { user } = renderAt('/settings/shortcuts', member)
  await screen.findByText('Go to Team')
  await user.keyboard('gm')
  await screen.findByRole('heading', { name: 'Team', level: 1 })
  expect(screen.getByRole('link', { name: 'Team' }).getAttribute('aria-current')).toBe('page')
})

test('the page of a person is their feed and their week, read only for a manager', async () => {
  const { manager, member } = await aTeam()
  await say(member, '2h #dev fix nav')
  await say(manager, '1h #plan roadmap')
  renderAt(`/team/${member.id}`, manager)
  await screen.findByRole('heading', { name: 'Mia Chen', level: 1 })
  await screen.findByRole('img', { name: 'This week: 2 hours' })
  const article = await screen.findByRole('article', { name: /^fix nav, 2 hours/ })
  expect(screen.getAllByRole('article')).toHaveLength(1)
  await within(article).findByRole('button', { name: /^Duplicate/ })
  expect(within(article).queryByRole('button', { name: /^Edit/ })).toBeNull()
})

test('a member is told who may look at a colleague, and learns nothing about them', async () => {
  const { admin, member } = await aTeam()
  renderAt(`/team/${admin.id}`, member)
  await screen.findByText('A manager or an admin of the workspace can.')
  expect(screen.queryByText('Ana Lima')).toBeNull()
  expect(screen.queryByRole('feed')).toBeNull()
})

test('a person who is not here is said to be not here', async () => {
  const { manager } = await aTeam()
  renderAt('/team/01900000-0000-7000-8000-00000000dead', manager)
  await screen.findByRole('heading', { name: 'Not here, or not visible to you' })
})
