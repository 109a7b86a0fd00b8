import { screen, waitFor, within } from '@testing-library/react'
import type { Checkin } from '@worksmart/types/checkins'
import type { Project } from '@worksmart/types/projects'
import type { Task } from '@worksmart/types/tasks'
import { expect, test } from 'vitest'
import { apiClient, aTeam, type TestPerson } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'
import { etagOf } from '../../api/client.ts'

const heading = (name: string) => screen.findByRole('heading', { name, level: 1 })

function aProject(by: TestPerson, fields: Partial<Project> = {}) {
  return apiClient(by.id).request<Project>('POST', '/projects', {
    body: { key: 'WEB', name: 'Website', ...fields },
  })
}

function log(by: TestPerson, text: string) {
  return apiClient(by.id).request<Checkin>('POST', '/checkins', { body: { text } })
}

const now = (by: TestPerson, id: string) =>
  apiClient(by.id).request<Project>('GET', `/projects/${id}`)

test('the overview has the exact sums, the weeks as a table, and people for who may see them', async () => {
  const { admin, manager, member } = await aTeam()
  const project = await aProject(admin, { budgetMinutes: 600 })
  await apiClient(admin.id).request<Task>('POST', '/tasks', {
    body: { projectId: project.id, title: 'Fix nav', estimateMinutes: 180 },
  })
  await log(member, '2h #dev @WEB fix nav')
  await log(admin, '30m #dev WEB-1 look at it')
  const { user } = renderAt('/projects/web', manager)
  await heading('Website')
  const summary = await screen.findByRole('region', { name: 'Summary' })
  expect(summary.textContent).toContain('2 hours 30 minutes')
  expect(summary.textContent).toContain('7 h 30 left of 10 h')
  expect(summary.textContent).toContain('30 min logged on what is estimated')
  expect(summary.textContent).toContain('1 to do · 0 in progress · 0 blocked · 0 done')
  const people = screen.getByRole('region', { name: 'People' })
  expect(
    within(people)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual(['Mia Chen2 h2 hours', 'Ana Lima30 min30 minutes'])
  const chart = await screen.findByRole('figure')
  await user.click(within(chart).getByRole('button', { name: 'Show data' }))
  const rows = within(within(chart).getByRole('table')).getAllByRole('row')
  expect(rows).toHaveLength(27)
  expect(rows.at(-1)?.textContent).toMatch(/2 h 30$/)
})

test('a member sees the totals, but of the people only themselves', async () => {
  const { admin, member } = await aTeam()
  await aProject(admin)
  await log(admin, '2h #dev @WEB fix nav')
  await log(member, '1h #dev @WEB fix nav')
  renderAt('/projects/WEB', member)
  const people = await screen.findByRole('region', { name: 'People' })
  expect(within(people).getAllByRole('listitem')).toHaveLength(1)
  expect(people.textContent).toContain('Mia Chen')
  expect(screen.getByRole('region', { name: 'Summary' }).textContent).toContain('3 hours')
  expect(screen.queryByRole('combobox', { name: 'Status' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull()
})

test('a change of status is saved, is in the history, and Control Z takes it back', async () => {
  const { admin, manager } = await aTeam()
  const project = await aProject(admin)
  const { user } = renderAt('/projects/WEB', manager)
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Status' }), 'At risk')
  await waitFor(async () => expect((await now(admin, project.id)).status).toBe('at_risk'))
  await user.click(screen.getByRole('link', { name: 'History' }))
  expect(await screen.findByText(/changed the status from On track to At risk/)).toBeDefined()
  await user.keyboard('{Control>}z{/Control}')
  await waitFor(async () => expect((await now(admin, project.id)).status).toBe('on_track'))
  expect(await screen.findByText(/changed the status from At risk to On track/)).toBeDefined()
})

test('two quick changes of one person do not stand in each other’s way', async () => {
  const { admin } = await aTeam()
  const project = await aProject(admin)
  const { user } = renderAt('/projects/WEB', admin)
  const status = await screen.findByRole('combobox', { name: 'Status' })
  await user.selectOptions(status, 'At risk')
  await user.selectOptions(status, 'Blocked')
  await waitFor(async () => expect((await now(admin, project.id)).status).toBe('blocked'))
  expect(screen.queryByRole('alert')).toBeNull()
})

test('what a colleague changed meanwhile is shown beside one’s own, and both choices work', async () => {
  const { admin, manager } = await aTeam()
  const project = await aProject(admin)
  const theirs = (name: string, base: Project) =>
    apiClient(admin.id).request<Project>('PATCH', `/projects/${project.id}`, {
      body: { name },
      ifMatch: etagOf(base),
    })
  const { user } = renderAt('/projects/WEB', manager)
  await user.click(await screen.findByRole('button', { name: 'Edit' }))
  const name = await screen.findByRole('textbox', { name: 'Name' })
  const second = await theirs('Web site', project)
  await user.clear(name)
  await user.type(name, 'Website 2')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  const notice = await screen.findByRole('alert', { name: 'Changed by someone else' })
  expect(notice.textContent).toContain('Yours: Website 2')
  expect(notice.textContent).toContain('Theirs: Web site')
  await user.click(within(notice).getByRole('button', { name: 'Use theirs' }))
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  await heading('Web site')

  await user.click(screen.getByRole('button', { name: 'Edit' }))
  const again = await screen.findByRole('textbox', { name: 'Name' })
  await theirs('Their site', second)
  await user.clear(again)
  await user.type(again, 'My site')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await user.click(await screen.findByRole('button', { name: 'Keep mine' }))
  await waitFor(async () => expect((await now(admin, project.id)).name).toBe('My site'))
  await heading('My site')
})

test('budget, dates and owner are edited in words, and a wrong one is marked', async () => {
  const { admin, member } = await aTeam()
  const project = await aProject(admin)
  const { user } = renderAt('/projects/WEB', admin)
  await user.click(await screen.findByRole('button', { name: 'Edit' }))
  const budget = await screen.findByRole('textbox', { name: 'Budget' })
  await user.type(budget, '40')
  expect(screen.getByText('Write hours with their unit, like 120 h.')).toBeDefined()
  await user.type(budget, ' h')
  await user.click(screen.getByRole('button', { name: /Owner/ }))
  await user.click(await screen.findByRole('option', { name: member.name }))
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(async () => {
    const { budgetMinutes, ownerId } = await now(admin, project.id)
    expect({ budgetMinutes, ownerId }).toEqual({ budgetMinutes: 2400, ownerId: member.id })
  })
  expect(await screen.findByText('Mia Chen · Budget 40 h')).toBeDefined()
})

test('a project with time is not deleted but offered to be archived; an empty one comes back', async () => {
  const { admin } = await aTeam()
  const full = await aProject(admin)
  const empty = await aProject(admin, { key: 'TMP', name: 'Attempt' })
  await log(admin, '1h #dev @WEB fix nav')
  const { user, router } = renderAt('/projects/WEB', admin)
  await user.click(await screen.findByRole('button', { name: 'Edit' }))
  await user.click(await screen.findByRole('button', { name: 'Delete' }))
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('This project has tasks or time')
  await user.click(within(alert).getByRole('button', { name: 'Archive it' }))
  await waitFor(async () => expect((await now(admin, full.id)).status).toBe('archived'))
  expect(screen.queryByRole('button', { name: 'Log time' })).toBeNull()

  await router.navigate({ to: '/projects/$key', params: { key: 'TMP' } })
  await heading('Attempt')
  await user.click(screen.getByRole('button', { name: 'Edit' }))
  await user.click(await screen.findByRole('button', { name: 'Delete' }))
  await heading('Projects')
  await user.click(await screen.findByRole('button', { name: /^Undo/ }))
  await waitFor(async () => expect((await now(admin, empty.id)).name).toBe('Attempt'))
})

test('Log time opens Today with the project in the bar', async () => {
  const { admin } = await aTeam()
  await aProject(admin)
  const { user } = renderAt('/projects/WEB', admin)
  await user.click(await screen.findByRole('button', { name: 'Log time' }))
  await heading('Today')
  const bar = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Log a check-in' })
  await waitFor(() => expect(bar.value).toBe('@WEB '))
  expect(document.activeElement).toBe(bar)
})

test('Log time keeps what was left in the bar', async () => {
  const { admin } = await aTeam()
  await aProject(admin)
  localStorage.setItem(`worksmart.draft.${admin.id}`, '{"text":"2h fix nav","suppressed":[]}')
  const { user } = renderAt('/projects/WEB', admin)
  await user.click(await screen.findByRole('button', { name: 'Log time' }))
  const bar = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Log a check-in' })
  await waitFor(() => expect(bar.value).toBe('2h fix nav @WEB '))
})

test('the tasks and the time of a project have tabs with an address', async () => {
  const { admin } = await aTeam()
  const project = await aProject(admin)
  await apiClient(admin.id).request<Task>('POST', '/tasks', {
    body: { projectId: project.id, title: 'Fix nav' },
  })
  await log(admin, '1h #dev WEB-1 fix nav')
  const { user, router } = renderAt('/projects/WEB?tab=tasks', admin)
  const tasks = await screen.findByRole('list', { name: 'Tasks' })
  expect(tasks.textContent).toContain('WEB-1Fix navTo do1 h')
  await user.click(screen.getByRole('link', { name: 'Time' }))
  const time = await screen.findByRole('list', { name: 'Check-ins' })
  expect(within(time).getAllByRole('listitem')).toHaveLength(1)
  expect(router.state.location.search).toEqual({ tab: 'time' })
})

test('a key without a project says so instead of failing', async () => {
  const { admin } = await aTeam()
  renderAt('/projects/NOPE', admin)
  expect(await screen.findByText('Not here, or not visible to you.')).toBeDefined()
})

test('the bar makes a missing project, and completes the key of a task', async () => {
  const { manager } = await aTeam()
  const project = await aProject(manager)
  await apiClient(manager.id).request<Task>('POST', '/tasks', {
    body: { projectId: project.id, title: 'Fix nav' },
  })
  const { user } = renderAt('/today', manager)
  const bar = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Log a check-in' })
  await user.type(bar, '2h @shop')
  await user.click(await screen.findByRole('option', { name: /Create project/ }))
  await waitFor(async () => {
    const { items } = await apiClient(manager.id).request<{ items: Project[] }>('GET', '/projects')
    expect(items.map(({ key, name }) => [key, name])).toContainEqual(['SHO', 'shop'])
  })
  await user.clear(bar)
  await user.type(bar, '1h WEB-')
  expect(await screen.findByRole('option', { name: /WEB-1/ })).toBeDefined()
})

test('an admin brings a deleted project back in the settings', async () => {
  const { admin, manager } = await aTeam()
  const project = await aProject(admin)
  await apiClient(admin.id).request('DELETE', `/projects/${project.id}`, {
    ifMatch: etagOf(project),
  })
  const view = renderAt('/settings/data', manager)
  await heading('Settings')
  expect(screen.queryByRole('region', { name: 'Deleted projects' })).toBeNull()
  view.unmount()
  const { user } = renderAt('/settings/data', admin)
  await user.click(await screen.findByRole('button', { name: 'Restore project Website' }))
  expect(await screen.findByText('No deleted projects')).toBeDefined()
  expect((await now(admin, project.id)).name).toBe('Website')
})
