import { act, screen, waitFor, within } from '@testing-library/react'
import type { Checkin } from '@worksmart/types/checkins'
import type { Project } from '@worksmart/types/projects'
import type { Task } from '@worksmart/types/tasks'
import { expect, test } from 'vitest'
import { apiClient, aTeam, type TestPerson } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'

/** WEB-1 is open, WEB-2 is done, and an hour was logged on each and on none. */
async function anHourOnEach(by: TestPerson): Promise<void> {
  const client = apiClient(by.id)
  const project = await client.request<Project>('POST', '/projects', {
    body: { key: 'WEB', name: 'Website' },
  })
  for (const fields of [{ title: 'Fix nav' }, { title: 'Measure', status: 'done' }]) {
    await client.request<Task>('POST', '/tasks', { body: { projectId: project.id, ...fields } })
  }
  for (const text of ['1h #dev WEB-1 open', '1h #dev WEB-2 closed', '1h #dev @WEB neither']) {
    await client.request<Checkin>('POST', '/checkins', { body: { text } })
  }
}

const rowOf = async (words: RegExp) => within(await screen.findByRole('article', { name: words }))

test('a check-in shows the key of its task, open or done, which leads to the task', async () => {
  const { manager } = await aTeam()
  await anHourOnEach(manager)
  const { user, router } = renderAt('/today', manager)
  const open = await (await rowOf(/^open,/)).findByRole('link', { name: 'WEB-1' })
  expect(open.getAttribute('title')).toBe('Fix nav')
  await (await rowOf(/^closed,/)).findByRole('link', { name: 'WEB-2' })
  expect((await rowOf(/^neither,/)).queryByRole('link')).toBeNull()
  await user.click(open)
  await waitFor(() => expect(router.state.location.pathname).toBe('/t/WEB-1'))
  await screen.findByRole('complementary', { name: 'Task WEB-1' })
})

test('in the feed the key is a stop of Tab only in the row that has the focus', async () => {
  const { manager } = await aTeam()
  await anHourOnEach(manager)
  const { user } = renderAt('/today', manager)
  const row = await screen.findByRole('article', { name: /^open,/ })
  const key = await within(row).findByRole('link', { name: 'WEB-1' })
  expect(key.tabIndex).toBe(-1)
  act(() => row.focus())
  await waitFor(() => expect(key.tabIndex).toBe(0))
  act(() => key.focus())
  await user.keyboard('{Enter}')
  await screen.findByRole('complementary', { name: 'Task WEB-1' })
})

test('the time of a project shows the keys too', async () => {
  const { manager } = await aTeam()
  await anHourOnEach(manager)
  renderAt('/projects/WEB?tab=time', manager)
  const list = within(await screen.findByRole('list', { name: 'Check-ins' }))
  await list.findByRole('link', { name: 'WEB-1' })
  await list.findByRole('link', { name: 'WEB-2' })
  expect(list.getAllByRole('listitem')).toHaveLength(3)
  expect(list.getAllByRole('link')).toHaveLength(2)
})
