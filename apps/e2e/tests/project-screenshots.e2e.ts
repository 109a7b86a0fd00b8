import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { runApp } from '../support/app.ts'
import type { PageOptions } from '../support/browser.ts'
import { sidewaysScroll } from '../support/geometry.ts'
import { choose } from '../support/people.ts'
import { phone, picture } from '../support/picture.ts'
import { card } from '../support/planning.ts'
import { fillSampleDay, sampleNow } from '../support/sample-day.ts'
import { fillSamplePlan } from '../support/sample-plan.ts'

const app = runApp({ now: sampleNow })
let isFilled = false

const looks: readonly [name: string, options: PageOptions][] = [
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['mobile', phone],
]

async function at(path: string, options: PageOptions): Promise<Page> {
  if (!isFilled) {
    await fillSampleDay(app.stack())
    await fillSamplePlan(app.stack())
  }
  isFilled = true
  const { page } = await app.open({ now: sampleNow, ...options })
  await choose(page, app.stack(), 'Ana Lima')
  await page.goto(`${app.stack().url}${path}`)
  return page
}

for (const [look, options] of looks) {
  test(`the projects, ${look}`, async () => {
    const page = await at('/projects', options)
    await page.getByRole('link', { name: /Website/ }).waitFor()
    await page.getByText('Ana Lima').last().waitFor()
    await picture(page, `projects-${look}`)
  })

  test(`a project, ${look}`, async () => {
    const page = await at('/projects/WEB', options)
    await page.getByText(/changed the status from At risk to On track/).waitFor()
    await page.getByRole('figure').getByRole('button', { name: 'Show data' }).waitFor()
    await page.getByRole('region', { name: 'People' }).getByText('Mia Chen').waitFor()
    await picture(page, `project-${look}`)
  })

  test(`the list of tasks, ${look}`, async () => {
    const page = await at('/tasks', options)
    await page.getByRole('row', { name: /WEB-1 .*Ana Lima/ }).waitFor()
    await picture(page, `tasks-${look}`)
  })

  test(`the board, ${look}`, async () => {
    const page = await at('/tasks?view=board&status=', options)
    await card(page, 'OPS-1 Rotate the hosting keys', 'To do, Mia Chen').waitFor()
    await picture(page, `board-${look}`)
  })

  test(`a task in the drawer, ${look}`, async () => {
    const page = await at('/t/WEB-1', options)
    await page.getByText(/moved WEB-1 from To do to In progress/).waitFor()
    await page.getByText('close the menu with Escape').waitFor()
    await page.getByRole('link', { name: 'oldest phone' }).waitFor()
    await picture(page, `task-${look}`)
  })
}

test('nothing of projects and tasks scrolls sideways at 390, 360 and 320 pixels', async () => {
  const page = await at('/projects', phone)
  for (const [path, ready] of [
    ['/projects', page.getByRole('link', { name: /Website/ })],
    ['/projects/WEB', page.getByText(/changed the status from At risk to On track/)],
    ['/projects/WEB?tab=tasks', page.getByRole('link', { name: 'Measure page speed' })],
    ['/projects/WEB?tab=time', page.getByRole('link', { name: 'WEB-3' })],
    ['/tasks', page.getByRole('row', { name: /WEB-1/ })],
    ['/tasks?view=board', page.getByRole('button', { name: /^WEB-2/ })],
    ['/t/WEB-1', page.getByRole('link', { name: 'oldest phone' })],
  ] as const) {
    await page.goto(`${app.stack().url}${path}`)
    await ready.first().waitFor()
    for (const width of [390, 360, 320]) {
      await page.setViewportSize({ width, height: 844 })
      await expect
        .poll(async () => [path, width, await sidewaysScroll(page)])
        .toEqual([path, width, 0])
    }
  }
})
