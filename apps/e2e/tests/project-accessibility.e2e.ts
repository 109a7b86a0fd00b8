import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import { violationsInBothSchemes } from '../support/axe.ts'
import type { PageOptions } from '../support/browser.ts'
import { choose, type FirstPerson } from '../support/people.ts'
import { phone } from '../support/picture.ts'
import { aProject, card, changeElsewhere, storedTask } from '../support/planning.ts'
import { cutWrites } from '../support/requests.ts'

const app = runApp()

async function at(
  path: string,
  name: FirstPerson = 'Ana Lima',
  options: PageOptions = {},
): Promise<Page> {
  const { page } = await app.open(options)
  await choose(page, app.stack(), name)
  await page.goto(`${app.stack().url}${path}`)
  return page
}

const isClean = async (page: Page) => expect(await violationsInBothSchemes(page)).toEqual([])
const projects = (page: Page) => page.getByRole('table', { name: 'Projects' })
const drawer = (page: Page) => page.getByRole('complementary', { name: 'Task GRD-1' })

describe('in an empty workspace', () => {
  test('Projects and Tasks without anything are accessible', async () => {
    const page = await at('/projects')
    await page.getByRole('button', { name: 'Create a project' }).waitFor()
    await isClean(page)
    await page.goto(`${app.stack().url}/tasks`)
    await page.getByText('Create one under Projects first.').waitFor()
    await isClean(page)
  })

  test('a new project with wrong fields is accessible', async () => {
    const page = await at('/projects')
    await page.getByRole('button', { name: 'Create a project' }).click()
    await page.getByRole('textbox', { name: 'Key' }).fill('1')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByText('Give it a name.').waitFor()
    await page.getByText(/^Use 2 to 10 capital letters/).waitFor()
    await isClean(page)
  })

  test('a member who cannot create a project reads so accessibly', async () => {
    const page = await at('/projects', 'Mia Chen')
    await page.getByText('A manager or an admin can create one.').waitFor()
    await isClean(page)
  })
})

describe('in a filled workspace', () => {
  beforeAll(async () => {
    expect((await app.stack().api('ana', 'POST', '/sample-data')).ok).toBe(true)
    const { tasks } = await aProject(app.stack(), 'ana', { key: 'GRD', name: 'Garden' }, [
      'Dig the beds',
      'Plant the roses',
    ])
    for (const text of ['2h #dev GRD-1 dig', '30m #dev @GRD walk around']) {
      expect((await app.stack().api('ana', 'POST', '/checkins', { text })).ok).toBe(true)
    }
    await changeElsewhere(app.stack(), 'ana', `/tasks/${tasks[0]?.id}`, {
      description: '## Beds\n\n- [x] one\n- [ ] two with a [plan](https://example.org/plan)',
      dueOn: '2020-01-01',
      estimateMinutes: 60,
    })
  })

  test('the table of projects is accessible', async () => {
    const page = await at('/projects')
    await projects(page)
      .getByRole('link', { name: /Garden/ })
      .waitFor()
    await isClean(page)
  })

  test('projects without a match are accessible', async () => {
    const page = await at('/projects?q=nothing')
    await page.getByRole('button', { name: 'Clear filters' }).waitFor()
    await isClean(page)
  })

  test('the overview of a project, with its weeks as a table, is accessible', async () => {
    const page = await at('/projects/GRD')
    await page.getByRole('region', { name: 'Recent changes' }).getByRole('listitem').waitFor()
    await page.getByRole('button', { name: 'Show data' }).waitFor()
    await isClean(page)
    await page.getByRole('button', { name: 'Show data' }).click()
    await page.getByRole('figure').getByRole('table').waitFor()
    await isClean(page)
  })

  test('the tasks, the time and the history of a project are accessible', async () => {
    const page = await at('/projects/GRD?tab=tasks')
    await page.getByRole('list', { name: 'Tasks' }).waitFor()
    await isClean(page)
    await page.goto(`${app.stack().url}/projects/GRD?tab=time`)
    await page.getByRole('link', { name: 'GRD-1' }).waitFor()
    await isClean(page)
    await page.goto(`${app.stack().url}/projects/GRD?tab=history`)
    await page.getByText(/created Garden/).waitFor()
    await isClean(page)
  })

  test('the form of a project is accessible, also with a wrong budget', async () => {
    const page = await at('/projects/GRD')
    await page.getByRole('button', { name: 'Edit' }).click()
    const budget = page.getByRole('textbox', { name: 'Budget' })
    await budget.waitFor()
    await isClean(page)
    await budget.fill('much')
    await page.getByText(/^Write hours with their unit/).waitFor()
    await isClean(page)
  })

  test('two versions of a project are accessible', async () => {
    const { project } = await aProject(app.stack(), 'ana', { key: 'TWO', name: 'Two' })
    const page = await at('/projects/TWO', 'Ana Lima', { isNetworkCut: true })
    await page.getByRole('button', { name: 'Edit' }).click()
    const name = page.getByRole('textbox', { name: 'Name' })
    await name.fill('Mine')
    await changeElsewhere(app.stack(), 'marco', `/projects/${project.id}`, { name: 'Theirs' })
    await name.press('Enter')
    await page.getByRole('alert', { name: 'Changed by someone else' }).waitFor()
    await isClean(page)
  })

  test('an archived project is accessible', async () => {
    const { project } = await aProject(app.stack(), 'ana', { key: 'ARC', name: 'Archive' })
    await changeElsewhere(app.stack(), 'ana', `/projects/${project.id}`, { status: 'archived' })
    const page = await at('/projects/ARC')
    await page.getByText(/archived Archive/).waitFor()
    await isClean(page)
  })

  test('the list of tasks is accessible, also with the field for a new one', async () => {
    const page = await at('/tasks')
    await page.getByRole('row', { name: /GRD-1/ }).waitFor()
    await isClean(page)
    await page.getByRole('button', { name: 'Add a task to Blocked' }).click()
    await page.getByRole('form', { name: 'New task in Blocked' }).waitFor()
    await isClean(page)
  })

  test('tasks without a match are accessible', async () => {
    const page = await at('/tasks?q=nothing')
    await page.getByRole('button', { name: 'Clear filters' }).waitFor()
    await isClean(page)
  })

  test('a title that is edited in its row is accessible', async () => {
    const page = await at('/tasks')
    await page.getByRole('row', { name: /GRD-1/ }).press('e')
    await page.getByRole('textbox', { name: 'Title of GRD-1' }).waitFor()
    await isClean(page)
  })

  test('the board is accessible, also with a lifted card and the field for a new one', async () => {
    const page = await at('/tasks?view=board')
    const dig = card(page, 'GRD-1 Dig the beds', 'To do')
    await dig.waitFor()
    await isClean(page)
    await dig.focus()
    await page.keyboard.press('Enter')
    await page.getByText(/^Lifted GRD-1/).waitFor()
    await isClean(page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Add a task to Done' }).click()
    await page.getByRole('form', { name: 'New task in Done' }).waitFor()
    await isClean(page)
  })

  test('what was not saved is accessible', async () => {
    const page = await at('/tasks?view=board', 'Ana Lima', { isNetworkCut: true })
    await card(page, 'GRD-1 Dig the beds', 'To do').focus()
    await cutWrites(page)
    await page.keyboard.press('2')
    await page.getByRole('list', { name: 'Not saved' }).waitFor()
    await isClean(page)
  })

  test('a task in the drawer is accessible, also while its description is written', async () => {
    const page = await at('/t/GRD-1')
    await drawer(page).getByRole('heading', { name: 'Beds' }).waitFor()
    await drawer(page)
      .getByText(/created GRD-1/)
      .waitFor()
    await isClean(page)
    await drawer(page).getByRole('button', { name: 'Edit the description' }).click()
    await drawer(page)
      .getByRole('textbox', { name: /^Description/ })
      .waitFor()
    await isClean(page)
    await drawer(page).getByRole('button', { name: 'Delete GRD-1' }).click()
    await drawer(page)
      .getByText(/so it cannot be deleted/)
      .waitFor()
    await isClean(page)
  })

  test('a task that a member only reads is accessible', async () => {
    const page = await at('/t/GRD-1', 'Mia Chen')
    await drawer(page)
      .getByText(/^Its creator, its assignee, a manager/)
      .waitFor()
    await drawer(page).getByText('None of it is yours.').waitFor()
    await isClean(page)
  })

  test('two versions of a task are accessible', async () => {
    const page = await at('/t/GRD-2', 'Ana Lima', { isNetworkCut: true })
    const title = page.getByRole('textbox', { name: 'Title' })
    await title.fill('Plant tulips')
    const { id } = await storedTask(app.stack(), 'GRD-2')
    await changeElsewhere(app.stack(), 'marco', `/tasks/${id}`, { title: 'Plant lilies' })
    await title.press('Enter')
    await page.getByRole('alert', { name: 'Changed by someone else' }).waitFor()
    await isClean(page)
  })

  test('a key without a task is told accessibly', async () => {
    const page = await at('/t/GRD-99')
    await page.getByText(/^Not here, or not visible to you/).waitFor()
    await isClean(page)
  })

  test('Today with the keys of tasks is accessible', async () => {
    const page = await at('/today')
    await page.getByRole('article').getByRole('link', { name: 'GRD-1' }).waitFor()
    await isClean(page)
  })

  describe('at 390 pixels', () => {
    const onPhone = (path: string) => at(path, 'Ana Lima', phone)

    test('projects as cards and a project are accessible', async () => {
      const page = await onPhone('/projects')
      await page.getByRole('list', { name: 'Projects' }).getByText('Garden').waitFor()
      await isClean(page)
      await page.goto(`${app.stack().url}/projects/GRD`)
      await page.getByRole('region', { name: 'Recent changes' }).getByRole('listitem').waitFor()
      await isClean(page)
    })

    test('tasks as a list, as a column and in the drawer are accessible', async () => {
      const page = await onPhone('/tasks')
      await page.getByRole('row', { name: /GRD-1/ }).waitFor()
      await isClean(page)
      await page.goto(`${app.stack().url}/tasks?view=board`)
      await card(page, 'GRD-1 Dig the beds', 'To do').waitFor()
      await isClean(page)
      await page.goto(`${app.stack().url}/t/GRD-1`)
      await page
        .getByRole('dialog', { name: 'Task GRD-1' })
        .getByText(/created GRD-1/)
        .waitFor()
      await isClean(page)
    })
  })
})
