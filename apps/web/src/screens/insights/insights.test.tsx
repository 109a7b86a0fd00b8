import { screen, waitFor, within } from '@testing-library/react'
import type { Categories } from '@worksmart/types/ai'
import type { Anomalies } from '@worksmart/types/anomalies'
import type { Checkin, CheckinPage } from '@worksmart/types/checkins'
import { expect, test } from 'vitest'
import { apiClient, aTeam, setFault, type TestPerson } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'

// The api of these tests has no inference service: only certain slips are found.

const say = (person: TestPerson, text: string) =>
  apiClient(person.id).request<Checkin>('POST', '/checkins', { body: { text } })

const rowsOf = async (person: TestPerson) =>
  (await apiClient(person.id).request<CheckinPage>('GET', '/checkins', { query: { limit: 100 } }))
    .items

const findingsOf = async (person: TestPerson) =>
  (
    await apiClient(person.id).request<Anomalies>('GET', '/anomalies', {
      query: { userId: person.id },
    })
  ).items.map(({ kind }) => kind)

test('what became of suggestions stands in a sentence and a table, and is not there before', async () => {
  const { member } = await aTeam()
  await say(member, '2h #dev fix nav')
  await say(member, '2h #dev fix nav on phones')
  const before = renderAt('/insights', member)
  await screen.findByText('Last 30 days', { selector: 'dt' })
  await screen.findByRole('region', { name: 'To look at' })
  expect(screen.queryByRole('region', { name: 'Suggestions' })).toBeNull()
  before.unmount()
  const asked = () =>
    apiClient(member.id).request<Categories>('POST', '/categorize', {
      body: { text: '1h fix nav' },
    })
  const { tag } = await asked()
  await asked()
  await apiClient(member.id).request('POST', '/ai/feedback', {
    body: { suggestionId: tag?.id, outcome: 'accepted', value: 'dev' },
  })
  renderAt('/insights', member)
  const part = await screen.findByRole('region', { name: 'Suggestions' })
  within(part).getByText(/^Of 1 decided, 1 was taken as suggested/)
  const row = within(part).getByRole('row', { name: /^Tags/ })
  expect(
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['2', '1', '0', '0'])
})

const finding = (name: RegExp) => screen.findByRole('article', { name })

test('an empty month says what was looked for, and that AI help is off', async () => {
  const { member } = await aTeam()
  renderAt('/insights', member)
  await screen.findByText('Nothing unusual in 30 days')
  expect(screen.getByText('AI help is off. Only certain slips are looked for.')).toBeTruthy()
})

test('the figures and the chart are the sums of the api', async () => {
  const { member } = await aTeam()
  await say(member, '2h #dev fix nav')
  await say(member, '1h #dev review yesterday')
  const { user } = renderAt('/insights', member)
  const total = (await screen.findByText('Last 30 days', { selector: 'dt' })).parentElement
  expect(total?.textContent).toContain('3 hours')
  const [chart] = await screen.findAllByRole('figure')
  if (!chart) throw new Error('There is no chart')
  await user.click(within(chart).getByRole('button', { name: 'Show data' }))
  const cells = within(chart).getAllByRole('cell')
  expect(cells.map((cell) => cell.textContent).filter((words) => words !== '0 min')).toEqual([
    '1 h',
    '2 h',
  ])
})

test('an overlap is fixed by one key: the second starts where the first ends', async () => {
  const { member } = await aTeam()
  await say(member, '9:00-11:00 #dev first yesterday')
  await say(member, '10:30-12:00 #dev second yesterday')
  const { user } = renderAt('/insights', member)
  const item = await finding(/^Overlap/)
  expect(within(item).getByRole('button', { name: /^Start at 11:00/ })).toBeTruthy()
  await user.keyboard('j')
  expect(document.activeElement).toBe(item)
  await user.keyboard('a')
  await waitFor(() => expect(screen.queryByRole('article', { name: /^Overlap/ })).toBeNull())
  await waitFor(async () => {
    const second = (await rowsOf(member)).find(({ activity }) => activity === 'second')
    expect(second?.minutes).toBe(60)
  })
})

test('what is logged twice is deleted by one key, and undo brings it and the finding back', async () => {
  const { member } = await aTeam()
  await say(member, '1h #dev write the report')
  await say(member, '1h #dev write the report')
  const { user } = renderAt('/insights', member)
  await finding(/^Logged twice/)
  await user.keyboard('ja')
  await waitFor(async () => expect(await rowsOf(member)).toHaveLength(1))
  await screen.findByText('Nothing unusual in 30 days')
  await user.keyboard('{Control>}z{/Control}')
  await waitFor(async () => expect(await rowsOf(member)).toHaveLength(2))
  await finding(/^Logged twice/)
})

test('a day of more than 24 hours opens its longest entry to be corrected', async () => {
  const { member } = await aTeam()
  await say(member, '15h #dev migration yesterday')
  await say(member, '11h #ops night watch yesterday')
  const { user } = renderAt('/insights', member)
  await finding(/^More than a day/)
  await user.keyboard('ja')
  const editor = await screen.findByRole('textbox', { name: 'Edit check-in migration' })
  await waitFor(() => expect(document.activeElement).toBe(editor))
  await user.clear(editor)
  await user.type(editor, '5h #dev migration yesterday{Enter}')
  await screen.findByText('Nothing unusual in 30 days')
  expect(await findingsOf(member)).toEqual([])
})

test('“It’s fine” silences the finding for good, and undo un-silences it', async () => {
  const { member } = await aTeam()
  await say(member, '17h #ops night shift')
  const { user } = renderAt('/insights', member)
  await finding(/^Very long check-in/)
  await user.keyboard('jd')
  await screen.findByText('Nothing unusual in 30 days')
  await waitFor(async () => expect(await findingsOf(member)).toEqual([]))
  await user.keyboard('{Control>}z{/Control}')
  await finding(/^Very long check-in/)
})

test('Snooze puts it away until later', async () => {
  const { member } = await aTeam()
  await say(member, '17h #ops night shift')
  const { user } = renderAt('/insights', member)
  const item = await finding(/^Very long check-in/)
  await user.click(within(item).getByRole('button', { name: /^Snooze/ }))
  await screen.findByText('Nothing unusual in 30 days')
  await waitFor(async () => expect(await findingsOf(member)).toEqual([]))
})

test('a decision that cannot be kept brings the finding back and says so', async () => {
  const { member } = await aTeam()
  await say(member, '17h #ops night shift')
  const { user } = renderAt('/insights', member)
  await finding(/^Very long check-in/)
  await setFault(member.id, {
    kind: 'problem',
    path: '/ai/feedback',
    status: 500,
    code: 'server.error',
  })
  await user.keyboard('jd')
  await screen.findByText(/^Not kept\./)
  await finding(/^Very long check-in/)
  await setFault(member.id, null)
})

test('a manager sees the team’s findings and who can correct them; an admin gives a reason', async () => {
  const { admin, manager, member } = await aTeam()
  await say(member, '17h #ops night shift')
  const view = renderAt('/insights?who=team', manager)
  const item = await finding(/^Very long check-in/)
  await within(item).findByText('Mia Chen or an admin can correct it')
  expect(within(item).queryByRole('button', { name: /^Edit/ })).toBeNull()
  view.unmount()
  const { user } = renderAt('/insights?who=team', admin)
  await finding(/^Very long check-in/)
  await user.click(await screen.findByRole('button', { name: /^Edit/ }))
  await user.type(await screen.findByRole('textbox', { name: /reason/i }), 'Typing slip')
  const editor = await screen.findByRole('textbox', { name: 'Edit check-in night shift' })
  await user.clear(editor)
  await user.type(editor, '7h #ops night shift{Enter}')
  await waitFor(async () => expect((await rowsOf(member))[0]?.minutes).toBe(420))
})
