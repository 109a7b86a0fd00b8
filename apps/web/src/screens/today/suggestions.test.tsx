import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { Categories } from '@worksmart/types/ai'
import type { Checkin, CheckinPage } from '@worksmart/types/checkins'
import type { Me } from '@worksmart/types/users'
import { expect, test } from 'vitest'
import { apiClient, aTeam, setFault, type TestPerson } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'
import { etagOf } from '../../api/client.ts'

// The api of these tests has no inference service: what it proposes comes from rules.

const bar = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Log a check-in' })
const offer = (name: string) => screen.findByRole('group', { name })

const say = (person: TestPerson, text: string) =>
  apiClient(person.id).request<Checkin>('POST', '/checkins', { body: { text } })

async function aHistory() {
  const team = await aTeam()
  await apiClient(team.admin.id).request('POST', '/projects', {
    body: { key: 'WEB', name: 'Website' },
  })
  for (const day of ['yesterday', '2 days ago', '3 days ago']) {
    await say(team.member, `1h #dev @WEB fix login redirect ${day}`)
  }
  return team
}

const newest = async (person: TestPerson) => {
  const { items } = await apiClient(person.id).request<CheckinPage>('GET', '/checkins')
  return items[0]
}

test('the fourth line like three others is offered their tag and project, which Alt Enter takes and logs', async () => {
  const { member } = await aHistory()
  const { user } = renderAt('/today', member)
  await screen.findAllByRole('article')
  const field = await bar()
  await user.type(field, '2h fix login redirect')
  await offer('Suggested tag dev, likely')
  await offer('Suggested project Website, likely')
  expect(screen.getByText('From your entries')).toBeTruthy()
  expect(document.activeElement).toBe(field)
  fireEvent.keyDown(field, { key: 'Enter', code: 'Enter', altKey: true })
  await waitFor(() => expect(field.value).toBe(''))
  await waitFor(async () => {
    const row = await newest(member)
    expect(row).toMatchObject({ tags: ['dev'], activity: 'fix login redirect', minutes: 120 })
    expect(row?.projectId).not.toBeNull()
  })
})

test('accepting one writes it into the line as if typed, and keeps the other offer', async () => {
  const { member } = await aHistory()
  const { user } = renderAt('/today', member)
  await screen.findAllByRole('article')
  const field = await bar()
  await user.type(field, '2h fix login redirect')
  await user.click(await screen.findByRole('button', { name: 'Accept suggested tag dev' }))
  expect(field.value).toBe('2h fix login redirect #dev ')
  expect(await offer('Suggested project Website, likely')).toBeTruthy()
  expect(screen.queryByRole('group', { name: /^Suggested tag/ })).toBeNull()
  expect(document.activeElement).toBe(field)
})

test('why it is offered names the check-ins it stands on', async () => {
  const { member } = await aHistory()
  const { user } = renderAt('/today', member)
  await screen.findAllByRole('article')
  await user.type(await bar(), '2h fix login redirect')
  await offer('Suggested tag dev, likely')
  await user.click(screen.getByRole('button', { name: 'Why?' }))
  const why = await screen.findByRole('region', { name: 'Why these are suggested' })
  expect(within(why).getByText('Like 3 check-ins on dev')).toBeTruthy()
  expect((await within(why).findAllByRole('link')).length).toBeGreaterThan(0)
  await user.keyboard('{Escape}')
})

test('what is dismissed twice for the same words is not offered again', async () => {
  const { member } = await aHistory()
  const { user } = renderAt('/today', member)
  await screen.findAllByRole('article')
  const field = await bar()
  for (const round of [1, 2]) {
    await user.clear(field)
    await user.type(field, `${round}h fix login redirect`)
    await user.click(await screen.findByRole('button', { name: 'Dismiss suggested tag dev' }))
    expect(screen.queryByRole('group', { name: /^Suggested tag dev/ })).toBeNull()
  }
  await waitFor(async () => {
    const answer = await apiClient(member.id).request<Categories>('POST', '/categorize', {
      body: { text: '3h fix login redirect' },
    })
    expect(answer.tag).toBeNull()
  })
})

test('Edit offers what else it could be, and another value is typed in the bar', async () => {
  const { member } = await aHistory()
  await say(member, '1h #design fix login redirect 4 days ago')
  const { user } = renderAt('/today', member)
  await screen.findAllByRole('article')
  const field = await bar()
  await user.type(field, '2h fix login redirect')
  await user.click(await screen.findByRole('button', { name: 'Edit suggested tag dev' }))
  const others = await screen.findByRole('group', { name: 'Instead of tag dev' })
  await user.click(within(others).getByRole('button', { name: '#design' }))
  expect(field.value).toBe('2h fix login redirect #design ')
})

test('an answer that fails says so quietly, and Enter logs all the same', async () => {
  const { member } = await aHistory()
  const { user } = renderAt('/today', member)
  await screen.findAllByRole('article')
  await setFault(member.id, { kind: 'refuse', path: '/categorize' })
  const field = await bar()
  await user.type(field, '2h fix login redirect')
  await screen.findByText('No suggestion')
  await user.type(field, '{Enter}')
  await screen.findByRole('article', { name: /^fix login redirect, 2 hours, / })
  await setFault(member.id, null)
})

test('a person who switched AI help off is asked nothing and has no place for it', async () => {
  const { member } = await aHistory()
  const client = apiClient(member.id)
  const me = await client.request<Me>('GET', '/me')
  await client.request('PATCH', `/users/${me.id}`, {
    body: { aiEnabled: false },
    ifMatch: etagOf(me),
  })
  const { user } = renderAt('/today', member)
  await screen.findAllByRole('article')
  await setFault(member.id, {
    kind: 'problem',
    path: '/categorize',
    status: 500,
    code: 'server.error',
  })
  const field = await bar()
  await user.type(field, '2h fix login redirect')
  await screen.findByRole('button', { name: 'Duration 2 hours, edit' })
  await user.type(field, '{Enter}')
  await screen.findByRole('article', { name: /^fix login redirect, 2 hours, / })
  expect(screen.queryByText('No suggestion')).toBeNull()
  await setFault(member.id, null)
})
