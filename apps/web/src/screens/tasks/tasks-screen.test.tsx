import { screen, waitFor, within } from '@testing-library/react'
import type { Project } from '@worksmart/types/projects'
import type { Task, TaskPage } from '@worksmart/types/tasks'
import { expect, test } from 'vitest'
import { apiClient, aTeam, setFault, type TestPerson } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'
import { etagOf } from '../../api/client.ts'

async function aProject(manager: TestPerson, key = 'WEB', name = 'Website'): Promise<Project> {
  return apiClient(manager.id).request<Project>('POST', '/projects', { body: { key, name } })
}

function addTask(person: TestPerson, project: Project, fields: Partial<Task> & { title: string }) {
  return apiClient(person.id).request<Task>('POST', '/tasks', {
    body: { projectId: project.id, ...fields },
  })
}

async function stored(person: TestPerson, ref: string): Promise<Task | undefined> {
  const page = await apiClient(person.id).request<TaskPage>('GET', '/tasks', { query: { ref } })
  return page.items[0]
}

const row = (name: RegExp) => screen.findByRole('row', { name })
const card = (name: RegExp) => screen.findByRole('button', { name })
const column = (name: string) => screen.findByRole('region', { name: new RegExp(`^${name}`) })

test('a task is added with a title and Enter, and undo takes it back', async () => {
  const { manager } = await aTeam()
  await aProject(manager)
  const { user } = renderAt('/tasks', manager)
  await screen.findByRole('heading', { name: 'No tasks' })
  await user.click(await screen.findByRole('button', { name: 'Add a task' }))
  await user.type(await screen.findByRole('textbox', { name: 'Title' }), 'Fix nav{Enter}')
  await row(/WEB-1 Fix nav/)
  expect(await stored(manager, 'WEB-1')).toMatchObject({ title: 'Fix nav', status: 'todo' })
  await user.click(await screen.findByRole('button', { name: /^Undo/ }))
  await waitFor(async () => expect(await stored(manager, 'WEB-1')).toBeUndefined())
  expect(screen.queryByRole('row', { name: /Fix nav/ })).toBeNull()
})

test('a member without any project reads who can make one', async () => {
  const { member } = await aTeam()
  renderAt('/tasks', member)
  await screen.findByText(/A manager or an admin can create one/)
  expect(screen.queryByRole('button', { name: /^Add/ })).toBeNull()
})

test('the keys rename a row, set its status and delete it, and all of it can be undone', async () => {
  const { manager } = await aTeam()
  await addTask(manager, await aProject(manager), { title: 'Fix nav' })
  const { user } = renderAt('/tasks', manager)
  ;(await row(/WEB-1/)).focus()
  await user.keyboard('e')
  const field = await screen.findByRole('textbox', { name: 'Title of WEB-1' })
  await user.clear(field)
  await user.type(field, 'Fix the menu{Enter}')
  await waitFor(async () => expect((await stored(manager, 'WEB-1'))?.title).toBe('Fix the menu'))
  ;(await row(/WEB-1/)).focus()
  await user.keyboard('3')
  await waitFor(async () => expect((await stored(manager, 'WEB-1'))?.status).toBe('blocked'))
  ;(await row(/WEB-1/)).focus()
  await user.keyboard('{Shift>}{ArrowRight}{/Shift}')
  await waitFor(async () => expect((await stored(manager, 'WEB-1'))?.status).toBe('done'))
  ;(await row(/WEB-1/)).focus()
  await user.keyboard('{Delete}')
  await waitFor(async () => expect(await stored(manager, 'WEB-1')).toBeUndefined())
  await screen.findByText('Deleted WEB-1 Fix the menu')
  await user.keyboard('{Control>}zzzz{/Control}')
  await waitFor(async () =>
    expect(await stored(manager, 'WEB-1')).toMatchObject({ title: 'Fix nav', status: 'todo' }),
  )
})

test('two quick key presses are two moves and no conflict', async () => {
  const { manager } = await aTeam()
  await addTask(manager, await aProject(manager), { title: 'Fix nav' })
  const { user } = renderAt('/tasks?view=board', manager)
  ;(await card(/^WEB-1/)).focus()
  await user.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}')
  await waitFor(async () => expect((await stored(manager, 'WEB-1'))?.status).toBe('blocked'))
  expect(screen.queryByRole('list', { name: 'Not saved' })).toBeNull()
  expect(document.activeElement?.getAttribute('aria-label')).toContain('WEB-1')
})

test('the keyboard lifts a card, moves it, cancels and drops it, and says each step', async () => {
  const { manager } = await aTeam()
  const project = await aProject(manager)
  await addTask(manager, project, { title: 'One', position: 'a1' })
  await addTask(manager, project, { title: 'Two', position: 'a2' })
  await addTask(manager, project, { title: 'Three', status: 'in_progress', position: 'a1' })
  const { user } = renderAt('/tasks?view=board', manager)
  ;(await card(/^WEB-1 One/)).focus()
  await user.keyboard('{Enter}')
  await screen.findByText(/^Lifted WEB-1 One. To do, 1 of 2/)
  await user.keyboard('{ArrowDown}')
  await screen.findByText(/^To do, 2 of 2/)
  await user.keyboard('{Escape}')
  await screen.findByText(/^Cancelled. WEB-1 One is back in To do/)
  expect(await stored(manager, 'WEB-1')).toMatchObject({ status: 'todo', version: 1 })
  await user.keyboard('{Enter}{ArrowRight}{ArrowDown}')
  await screen.findByText(/^In progress, 2 of 2/)
  await user.keyboard('{Enter}')
  await screen.findByText(/^Dropped WEB-1 One in In progress, 2 of 2/)
  await waitFor(async () => expect((await stored(manager, 'WEB-1'))?.status).toBe('in_progress'))
  const cards = within(await column('In progress')).getAllByRole('button', { name: /^WEB/ })
  expect(cards.map((one) => one.getAttribute('aria-label')?.slice(0, 5))).toEqual([
    'WEB-3',
    'WEB-1',
  ])
  expect(document.activeElement).toBe(cards[1])
})

test('a card that the person may not change stays where it is and says who can', async () => {
  const { manager, member } = await aTeam()
  const project = await aProject(manager)
  await addTask(manager, project, { title: 'Not yours' })
  await addTask(manager, project, { title: 'Yours', assigneeId: member.id })
  const { user } = renderAt('/tasks?view=board', member)
  ;(await card(/^WEB-1 Not yours/)).focus()
  await user.keyboard('{Enter}')
  await screen.findByText(
    /^WEB-1 stays where it is. Its creator, its assignee, a manager or an admin/,
  )
  await user.keyboard('{ArrowRight}{Enter}{Shift>}{ArrowRight}{/Shift}')
  expect(await stored(manager, 'WEB-1')).toMatchObject({ status: 'todo', version: 1 })
  ;(await card(/^WEB-2 Yours/)).focus()
  await user.keyboard('2')
  await waitFor(async () => expect((await stored(manager, 'WEB-2'))?.status).toBe('in_progress'))
})

test('a task opens at its own address, and Escape closes it and returns the focus to its row', async () => {
  const { manager } = await aTeam()
  await addTask(manager, await aProject(manager), { title: 'Fix nav' })
  const { user, router } = renderAt('/tasks?due=none', manager)
  ;(await row(/WEB-1/)).focus()
  await user.keyboard('{Enter}')
  const drawer = await screen.findByRole('complementary', { name: 'Task WEB-1' })
  expect(router.state.location.href).toBe('/t/WEB-1?due=none')
  await waitFor(() => expect(drawer.contains(document.activeElement)).toBe(true))
  await user.keyboard('{Escape}')
  await waitFor(() => expect(router.state.location.href).toBe('/tasks?due=none'))
  expect(document.activeElement).toBe(await row(/WEB-1/))
})

test('the drawer changes each field, reads a duration and keeps one that it cannot read', async () => {
  const { manager, member } = await aTeam()
  const project = await aProject(manager)
  await addTask(manager, project, { title: 'Fix nav' })
  const { user } = renderAt('/t/WEB-1', manager)
  const drawer = within(await screen.findByRole('complementary', { name: 'Task WEB-1' }))
  // The list of people may come after the drawer.
  await drawer.findByRole('option', { name: 'Mia Chen' })
  await user.selectOptions(drawer.getByRole('combobox', { name: 'Assignee' }), 'Mia Chen')
  await user.selectOptions(drawer.getByRole('combobox', { name: 'Status' }), 'In progress')
  const estimate = drawer.getByRole('textbox', { name: 'Estimate' })
  await user.type(estimate, 'soon{Enter}')
  await drawer.findByText(/^Not a duration/)
  expect((estimate as HTMLInputElement).value).toBe('soon')
  await user.clear(estimate)
  await user.type(estimate, '2h30m{Enter}')
  await user.click(drawer.getByRole('button', { name: 'Add a description' }))
  await user.type(drawer.getByRole('textbox', { name: /^Description/ }), 'The **menu** overflows')
  await user.click(drawer.getByRole('button', { name: 'Save' }))
  await waitFor(async () =>
    expect(await stored(manager, 'WEB-1')).toMatchObject({
      assigneeId: member.id,
      status: 'in_progress',
      estimateMinutes: 150,
      description: 'The **menu** overflows',
    }),
  )
  expect((await drawer.findByText('menu')).tagName).toBe('STRONG')
  await drawer.findByText(/moved WEB-1 from To do to In progress/)
})

test('moving a task to another project changes its key and its address', async () => {
  const { manager } = await aTeam()
  await addTask(manager, await aProject(manager), { title: 'Fix nav' })
  await aProject(manager, 'OPS', 'Operations')
  const { user, router } = renderAt('/t/WEB-1', manager)
  const drawer = within(await screen.findByRole('complementary', { name: 'Task WEB-1' }))
  // The list of projects may come after the drawer.
  await drawer.findByRole('option', { name: 'Operations' })
  await user.selectOptions(drawer.getByRole('combobox', { name: 'Project' }), 'Operations')
  await waitFor(() => expect(router.state.location.pathname).toBe('/t/OPS-1'))
  await screen.findByRole('complementary', { name: 'Task OPS-1' })
})

test('a member assigns only themselves, and reads what they may not change', async () => {
  const { manager, member } = await aTeam()
  const project = await aProject(manager)
  await addTask(manager, project, { title: 'Not yours' })
  await addTask(member, project, { title: 'Yours' })
  const first = renderAt('/t/WEB-1', member)
  const read = within(await screen.findByRole('complementary', { name: 'Task WEB-1' }))
  await read.findByText(/^Its creator, its assignee, a manager or an admin/)
  expect(read.queryByRole('combobox')).toBeNull()
  expect(read.queryByRole('button', { name: /^Delete/ })).toBeNull()
  first.unmount()
  renderAt('/t/WEB-2', member)
  const own = within(await screen.findByRole('complementary', { name: 'Task WEB-2' }))
  const assignee = await own.findByRole('combobox', { name: 'Assignee' })
  expect(
    within(assignee)
      .getAllByRole('option')
      .map((one) => one.textContent),
  ).toEqual(['Nobody', 'Mia Chen'])
  expect(own.queryByRole('combobox', { name: 'Project' })).toBeNull()
})

test('a task with time is not deleted; the drawer explains and offers Done', async () => {
  const { manager } = await aTeam()
  await addTask(manager, await aProject(manager), { title: 'Fix nav' })
  await apiClient(manager.id).request('POST', '/checkins', { body: { text: '2h #dev WEB-1 nav' } })
  const { user } = renderAt('/t/WEB-1', manager)
  await screen.findByText('2 h logged by everyone')
  await user.click(await screen.findByRole('button', { name: 'Delete WEB-1' }))
  await screen.findByText(/2 h were logged on this task, so it cannot be deleted/)
  await user.click(screen.getByRole('button', { name: 'Set to Done' }))
  await waitFor(async () => expect((await stored(manager, 'WEB-1'))?.status).toBe('done'))
})

test('when two people changed the same field both versions stand there and nothing is lost', async () => {
  const { manager, admin } = await aTeam()
  const task = await addTask(manager, await aProject(manager), { title: 'Fix nav' })
  const { user } = renderAt('/tasks', manager)
  ;(await row(/WEB-1/)).focus()
  await apiClient(admin.id).request('PATCH', `/tasks/${task.id}`, {
    body: { title: 'Fix the header' },
    ifMatch: etagOf(task),
  })
  await user.keyboard('e')
  const field = await screen.findByRole('textbox', { name: 'Title of WEB-1' })
  await user.clear(field)
  await user.type(field, 'Fix the menu{Enter}')
  const notice = await screen.findByRole('alert', { name: 'Changed by someone else' })
  expect(notice.textContent).toContain('Fix the menu')
  expect(notice.textContent).toContain('Fix the header')
  await row(/WEB-1 Fix the header/)
  await user.click(within(notice).getByRole('button', { name: 'Keep mine' }))
  await waitFor(async () => expect((await stored(manager, 'WEB-1'))?.title).toBe('Fix the menu'))
  expect(screen.queryByRole('alert', { name: 'Changed by someone else' })).toBeNull()
})

test('a change of another field meanwhile is no conflict: both are kept', async () => {
  const { manager, admin } = await aTeam()
  const task = await addTask(manager, await aProject(manager), { title: 'Fix nav' })
  const { user } = renderAt('/tasks', manager)
  ;(await row(/WEB-1/)).focus()
  await apiClient(admin.id).request('PATCH', `/tasks/${task.id}`, {
    body: { estimateMinutes: 60 },
    ifMatch: etagOf(task),
  })
  await user.keyboard('4')
  await waitFor(async () =>
    expect(await stored(manager, 'WEB-1')).toMatchObject({ status: 'done', estimateMinutes: 60 }),
  )
})

test('what could not be saved stays with its words until it is retried', async () => {
  const { manager } = await aTeam()
  await aProject(manager)
  const { user } = renderAt('/tasks', manager)
  await user.click(await screen.findByRole('button', { name: 'Add a task' }))
  await setFault(manager.id, { kind: 'refuse', path: '/tasks' })
  await user.type(await screen.findByRole('textbox', { name: 'Title' }), 'Fix nav{Enter}')
  const notSaved = within(await screen.findByRole('list', { name: 'Not saved' }))
  notSaved.getByText('Not saved: Fix nav')
  await setFault(manager.id, null)
  await user.click(notSaved.getByRole('button', { name: 'Retry' }))
  await row(/WEB-1 Fix nav/)
  expect(screen.queryByRole('list', { name: 'Not saved' })).toBeNull()
})

test('filters stand in the address, say what they hide, and are cleared in one press', async () => {
  const { manager } = await aTeam()
  const project = await aProject(manager)
  await addTask(manager, project, { title: 'Late', dueOn: '2020-01-01' })
  await addTask(manager, project, { title: 'Later' })
  const { user, router } = renderAt('/tasks?due=overdue', manager)
  await row(/Late.*Overdue, Wed 1 Jan 2020/)
  expect(screen.queryByRole('row', { name: /Later/ })).toBeNull()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Assignee' }), 'Me')
  await screen.findByRole('heading', { name: 'No tasks overdue, assigned to you' })
  await user.click(screen.getByRole('button', { name: 'Clear filters' }))
  await row(/Later/)
  expect(router.state.location.href).toBe('/tasks')
})

test('tasks that do not load say so, and a key that is not there is told in the drawer', async () => {
  const { manager } = await aTeam()
  await setFault(manager.id, { kind: 'problem', path: '/tasks', status: 500, code: 'server.error' })
  const { user } = renderAt('/t/WEB-9', manager)
  await waitFor(() => expect(screen.getAllByText(/^Could not load/).length).toBe(2))
  await setFault(manager.id, null)
  // The notice with its button is code of its own, which comes a moment after the words.
  const again = await screen.findAllByRole('button', { name: 'Try again' })
  for (const each of again) await user.click(each)
  const drawer = within(await screen.findByRole('complementary', { name: 'Task' }))
  await drawer.findByText(/^Not here, or not visible to you/)
})

test('the keys of the screen switch the view and start a task', async () => {
  const { manager } = await aTeam()
  await addTask(manager, await aProject(manager), { title: 'Fix nav' })
  const { user, router } = renderAt('/today', manager)
  await screen.findByRole('textbox', { name: 'Log a check-in' })
  ;(document.activeElement as HTMLElement | null)?.blur()
  await user.keyboard('gt')
  await row(/WEB-1/)
  await user.keyboard('v')
  await card(/^WEB-1/)
  expect(router.state.location.href).toBe('/tasks?view=board')
  await user.keyboard('n')
  await screen.findByRole('form', { name: 'New task in To do' })
})
