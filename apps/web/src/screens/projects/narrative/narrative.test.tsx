import { screen, waitFor, within } from '@testing-library/react'
import type { Checkin } from '@worksmart/types/checkins'
import type { NarrativePage } from '@worksmart/types/narrative'
import type { Project } from '@worksmart/types/projects'
import { expect, test } from 'vitest'
import { apiClient, aTeam, setFault, type TestPerson } from '../../../../test/real-api-client.ts'
import { renderAt } from '../../../../test/render.tsx'

// The api of these tests has no inference service: a draft is put together from the facts.

const part = () => screen.findByRole('region', { name: 'Status' })

const say = (person: TestPerson, text: string) =>
  apiClient(person.id).request<Checkin>('POST', '/checkins', { body: { text } })

async function aProject() {
  const team = await aTeam()
  const project = await apiClient(team.manager.id).request<Project>('POST', '/projects', {
    body: { key: 'WEB', name: 'Website' },
  })
  await say(team.member, '2h #dev @WEB fix nav')
  await say(team.manager, '1h #pm @WEB plan the launch')
  return { ...team, project }
}

const published = (person: TestPerson, { id }: Project) =>
  apiClient(person.id).request<NarrativePage>('GET', `/projects/${id}/narratives`)

test('a draft says where each sentence comes from, and a source opens its check-ins', async () => {
  const { manager } = await aProject()
  const { user } = renderAt('/projects/WEB', manager)
  await user.click(await screen.findByRole('button', { name: 'Draft a status' }))
  const draft = await screen.findByRole('group', { name: 'Suggested status' })
  expect(within(draft).getByText('From your data')).toBeTruthy()
  const sentences = within(draft).getAllByRole('listitem')
  for (const sentence of sentences) {
    expect(within(sentence).getAllByRole('button', { name: /^Source / }).length).toBeGreaterThan(0)
  }
  const total = sentences.find((sentence) => sentence.textContent?.includes('were logged'))
  if (!total) throw new Error('No sentence tells the hours')
  await user.click(within(total).getByRole('button', { name: /^Source / }))
  expect(await within(total).findByText('fix nav')).toBeTruthy()
  expect(await within(total).findByText('plan the launch')).toBeTruthy()
})

test('what is edited and published stands as a version, and new time puts a badge on it', async () => {
  const { manager, member, project } = await aProject()
  const view = renderAt('/projects/WEB', manager)
  const { user } = view
  await user.click(await screen.findByRole('button', { name: 'Draft a status' }))
  const draft = await screen.findByRole('group', { name: 'Suggested status' })
  await user.click(within(draft).getByRole('button', { name: 'Edit' }))
  const first = await within(draft).findByRole('textbox', { name: 'Sentence 1' })
  await user.clear(first)
  await user.type(first, 'We are on our way.')
  await user.click(within(draft).getByRole('button', { name: 'Publish' }))
  await within(await part()).findByText('We are on our way.')
  expect(
    await screen.findByText(/^Drafted from your data, edited and published by Marco Rossi/),
  ).toBeTruthy()
  const page = await published(manager, project)
  expect(page.items).toHaveLength(1)
  expect(page.items[0]?.edited).toBe(true)
  view.unmount()
  await say(member, '30m #dev @WEB more work')
  renderAt('/projects/WEB', manager)
  expect(await screen.findByText('1 check-in since')).toBeTruthy()
})

test('a discarded draft leaves nothing behind', async () => {
  const { manager, project } = await aProject()
  const { user } = renderAt('/projects/WEB', manager)
  await user.click(await screen.findByRole('button', { name: 'Draft a status' }))
  await user.click(await screen.findByRole('button', { name: 'Discard' }))
  await waitFor(() => expect(screen.queryByRole('group', { name: 'Suggested status' })).toBeNull())
  expect((await published(manager, project)).items).toEqual([])
  expect(screen.getByText(/^Nothing published yet/)).toBeTruthy()
})

test('a member who is not the owner reads the status and has no button to write one', async () => {
  const { member } = await aProject()
  renderAt('/projects/WEB', member)
  await screen.findByText(/The owner, a manager or an admin can write a status\./)
  expect(screen.queryByRole('button', { name: 'Draft a status' })).toBeNull()
})

test('a draft that fails says why and can be asked for again', async () => {
  const { manager, project } = await aProject()
  const { user } = renderAt('/projects/WEB', manager)
  const button = await screen.findByRole('button', { name: 'Draft a status' })
  const path = `/projects/${project.id}/status-narrative`
  await setFault(manager.id, { kind: 'problem', path, status: 503, code: 'ai.unavailable' })
  await user.click(button)
  await screen.findByText('No draft. AI help is not available right now.')
  await setFault(manager.id, null)
  await user.click(screen.getByRole('button', { name: 'Draft a status' }))
  await screen.findByRole('group', { name: 'Suggested status' })
})
