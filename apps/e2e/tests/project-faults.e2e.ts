import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { choose } from '../support/people.ts'
import { aProject, card, changeElsewhere, storedTask } from '../support/planning.ts'
import { cutWrites } from '../support/requests.ts'

const app = runApp()

const troubles = (page: Page) => page.getByRole('list', { name: 'Not saved' })

async function at(path: string): Promise<Page> {
  const { page } = await app.open({ isNetworkCut: true })
  await choose(page, app.stack(), 'Marco Rossi')
  await page.goto(`${app.stack().url}${path}`)
  return page
}

test('a task typed without a network keeps its words, on every screen, until it is saved', async () => {
  await aProject(app.stack(), 'marco', { key: 'NET', name: 'Network' }, ['A first one'])
  const page = await at('/tasks')
  await page.getByRole('row', { name: /NET-1/ }).waitFor()
  await page.getByRole('button', { name: 'Add a task to To do' }).click()
  await page.context().setOffline(true)
  await page.getByText(/^You are offline\./).waitFor()
  await page.keyboard.type('Typed in the tunnel')
  await page.keyboard.press('Enter')
  const notice = troubles(page).getByRole('listitem').filter({ hasText: 'Typed in the tunnel' })
  await notice.getByText('Not saved: Typed in the tunnel').waitFor()
  const nav = page.getByRole('navigation', { name: 'Main' })
  await nav.getByRole('link', { name: 'Today' }).click()
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  await nav.getByRole('link', { name: 'Tasks' }).click()
  await notice.waitFor()

  await page.context().setOffline(false)
  await notice.getByRole('button', { name: 'Retry' }).click()
  await page.getByRole('row', { name: /NET-2 Typed in the tunnel/ }).waitFor()
  await notice.waitFor({ state: 'detached' })
  expect((await storedTask(app.stack(), 'NET-2')).title).toBe('Typed in the tunnel')
})

test('a card whose move was not saved goes back, says so, and Retry moves it', async () => {
  const { tasks } = await aProject(app.stack(), 'marco', { key: 'MOV', name: 'Moving' }, ['Box'])
  const page = await at(`/tasks?view=board&project=${tasks[0]?.projectId}`)
  const box = card(page, 'MOV-1 Box', 'To do')
  await box.waitFor()
  const mend = await cutWrites(page)
  await box.focus()
  await page.keyboard.press('Shift+ArrowRight')
  const notice = troubles(page).getByRole('listitem').filter({ hasText: 'MOV-1 Box' })
  await notice.getByText('Status: In progress').waitFor()
  await box.waitFor()
  expect((await storedTask(app.stack(), 'MOV-1')).status).toBe('todo')
  await mend()
  await notice.getByRole('button', { name: 'Retry' }).click()
  await card(page, 'MOV-1 Box', 'In progress').waitFor()
  await notice.waitFor({ state: 'detached' })
  await expect.poll(async () => (await storedTask(app.stack(), 'MOV-1')).status).toBe('in_progress')
})

test('an edit of a project that was not saved stays in its form', async () => {
  await aProject(app.stack(), 'marco', { key: 'FRM', name: 'Form' })
  const page = await at('/projects/FRM')
  await page.getByRole('button', { name: 'Edit' }).click()
  const words = page.getByRole('textbox', { name: 'Description' })
  const mend = await cutWrites(page)
  await words.fill('What was typed on the train')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Not saved. No connection to the server.').waitFor()
  await expect.poll(() => words.inputValue()).toBe('What was typed on the train')
  await mend()
  await page.getByRole('button', { name: 'Retry' }).click()
  await words.waitFor({ state: 'detached' })
  await page.getByText('What was typed on the train').waitFor()
})

test('a title that two people changed stands there twice, and one of them is chosen', async () => {
  const { tasks } = await aProject(app.stack(), 'marco', { key: 'TWO', name: 'Two' }, ['Fix nav'])
  const page = await at('/t/TWO-1')
  const title = page.getByRole('textbox', { name: 'Title' })
  await title.fill('Fix the menu')
  await changeElsewhere(app.stack(), 'ana', `/tasks/${tasks[0]?.id}`, { title: 'Fix the header' })
  await title.press('Enter')
  const notice = page.getByRole('alert', { name: 'Changed by someone else' })
  await notice.getByText('Yours: Fix the menu').waitFor()
  await notice.getByText('Theirs: Fix the header').waitFor()
  expect((await storedTask(app.stack(), 'TWO-1')).title).toBe('Fix the header')
  await notice.getByRole('button', { name: 'Keep mine' }).click()
  await notice.waitFor({ state: 'detached' })
  await expect.poll(async () => (await storedTask(app.stack(), 'TWO-1')).title).toBe('Fix the menu')

  await title.fill('Fix the footer')
  await changeElsewhere(app.stack(), 'ana', `/tasks/${tasks[0]?.id}`, { title: 'Fix the logo' })
  await title.press('Enter')
  await notice.getByRole('button', { name: 'Use theirs' }).click()
  await notice.waitFor({ state: 'detached' })
  await expect.poll(() => title.inputValue()).toBe('Fix the logo')
  expect((await storedTask(app.stack(), 'TWO-1')).title).toBe('Fix the logo')
})

test('a project that two people changed shows both versions, and one of them is chosen', async () => {
  const { project } = await aProject(app.stack(), 'marco', { key: 'BTH', name: 'Both' })
  const page = await at('/projects/BTH')
  const edit = async (name: string, theirs: string) => {
    await page.getByRole('button', { name: 'Edit' }).click()
    const field = page.getByRole('textbox', { name: 'Name' })
    await field.fill(name)
    await changeElsewhere(app.stack(), 'ana', `/projects/${project.id}`, { name: theirs })
    await field.press('Enter')
  }
  const notice = page.getByRole('alert', { name: 'Changed by someone else' })
  await edit('Ours', 'Theirs alone')
  await notice.getByText('Yours: Ours').waitFor()
  await notice.getByText('Theirs: Theirs alone').waitFor()
  await notice.getByRole('button', { name: 'Use theirs' }).click()
  await notice.waitFor({ state: 'detached' })
  await page.getByRole('heading', { name: 'Theirs alone', level: 1 }).waitFor()

  await edit('Ours after all', 'Theirs again')
  await notice.getByRole('button', { name: 'Keep mine' }).click()
  await notice.waitFor({ state: 'detached' })
  await page.getByRole('heading', { name: 'Ours after all', level: 1 }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Ours after all', level: 1 }).waitFor()
})
