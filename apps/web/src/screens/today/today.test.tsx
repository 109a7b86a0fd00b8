import { screen, waitFor, within } from '@testing-library/react'
import type { Checkin, CheckinPage } from '@worksmart/types/checkins'
import { beforeEach, describe, expect, it } from 'vitest'
import { apiClient, aTeam, setFault, type TestPerson } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'
import { aCheckin } from '../../api/checkin-test-rows.ts'
import { type CheckinPages, checkinPages } from '../../api/checkins.ts'
import { etagOf } from '../../api/client.ts'
import { addDays, civilToday } from '../../lib/dates.ts'

let team: Awaited<ReturnType<typeof aTeam>>

beforeEach(async () => {
  team = await aTeam()
})

const bar = () => screen.findByRole('textbox', { name: 'Log a check-in' })
const article = (name: RegExp) => screen.findByRole('article', { name })
const today = civilToday('UTC')

function log(person: TestPerson, text: string): Promise<Checkin> {
  return apiClient(person.id).request<Checkin>('POST', '/checkins', { body: { text } })
}

async function saved(person: TestPerson): Promise<Checkin[]> {
  const path = '/checkins'
  const page = await apiClient(person.id).request<CheckinPage>('GET', path, {
    query: { userId: person.id },
  })
  return page.items
}

describe('logging', () => {
  it('shows the line at once, saves it, and counts it in the day and in the strip', async () => {
    const { user } = renderAt('/today', team.member)
    await user.type(await bar(), '2h #dev fix nav{Enter}')
    const row = await article(/^fix nav, 2 hours, dev, /)
    expect(await bar()).toHaveProperty('value', '')
    await waitFor(() => expect(within(row).queryByLabelText('Saving')).toBeNull())
    expect(screen.getByRole('heading', { name: 'Today , 2 hours' })).toBeTruthy()
    expect(screen.getByRole('img', { name: /^Today: 2 hours of 7 hours 30/ })).toBeTruthy()
    expect((await saved(team.member)).map(({ text }) => text)).toEqual(['2h #dev fix nav'])
  })

  it('puts a line for yesterday under yesterday', async () => {
    const { user } = renderAt('/today', team.member)
    await user.type(await bar(), '1h today work{Enter}')
    await user.type(await bar(), '45m #ops patch hosts yesterday{Enter}')
    const old = await article(/^patch hosts/)
    const names = screen.getAllByRole('heading', { level: 2 }).map((item) => item.textContent)
    expect(names[0]).toMatch(/^Today/)
    expect(names[1]).toMatch(/^Yesterday/)
    expect(within(old).getByText('logged today')).toBeTruthy()
  })

  it('is taken back with undo, and the api forgets it too', async () => {
    const { user } = renderAt('/today', team.member)
    await user.type(await bar(), '2h fix nav{Enter}')
    await article(/^fix nav/)
    await user.click(await screen.findByRole('button', { name: /^Undo/ }))
    await waitFor(() => expect(screen.queryByRole('article')).toBeNull())
    await waitFor(async () => expect(await saved(team.member)).toEqual([]))
  })

  it('draws no row of the feed again while a line is typed', async () => {
    const { user, queryClient } = renderAt('/today', team.member)
    await log(team.member, '1h counted')
    const field = await bar()
    const { queryKey } = checkinPages(apiClient(team.member.id), { userId: team.member.id })
    let drawn = 0
    const counted = Object.defineProperty(
      aCheckin({ userId: team.member.id, workDate: today }),
      'activity',
      {
        enumerable: true,
        get: () => {
          drawn += 1
          return 'counted'
        },
      },
    )
    queryClient.setQueryData<CheckinPages>(queryKey, {
      pages: [{ items: [counted], nextCursor: null }],
      pageParams: [null],
    })
    await article(/^counted/)
    await user.type(field, 'x')
    const before = drawn
    expect(before).toBeGreaterThan(0)
    await user.type(field, '2h #dev a line of some length')
    expect(drawn).toBe(before)
  })
})

describe('changing a row', () => {
  it('edits in place and gives the focus back to the row', async () => {
    await log(team.member, '2h #dev fix nav')
    const { user } = renderAt('/today', team.member)
    const row = await article(/^fix nav/)
    row.focus()
    await user.keyboard('e')
    const field = await screen.findByRole('textbox', { name: 'Edit check-in fix nav' })
    expect(field).toHaveProperty('value', '2h #dev fix nav')
    await user.type(field, ' again{Enter}')
    expect(document.activeElement).toBe(await article(/^fix nav again/))
    await waitFor(async () => expect((await saved(team.member))[0]?.activity).toBe('fix nav again'))
  })

  it('deletes with one key, focuses the next row, and undo brings the row back with focus', async () => {
    await log(team.member, '1h below')
    await log(team.member, '2h above')
    const { user } = renderAt('/today', team.member)
    const above = await article(/^above/)
    above.focus()
    await user.keyboard('{Delete}')
    await waitFor(() => expect(screen.queryByRole('article', { name: /^above/ })).toBeNull())
    expect(document.activeElement).toBe(await article(/^below/))
    await user.keyboard('{Control>}z{/Control}')
    const back = await article(/^above/)
    await waitFor(() => expect(document.activeElement).toBe(back))
    expect(back.getAttribute('aria-posinset')).toBe('1')
    await waitFor(async () => expect(await saved(team.member)).toHaveLength(2))
  })

  it('shows both versions after a conflict and keeps the typed text when asked', async () => {
    const made = await log(team.member, '2h #dev fix nav')
    const { user } = renderAt('/today', team.member)
    const row = await article(/^fix nav/)
    await apiClient(team.member.id).request('PATCH', `/checkins/${made.id}`, {
      ifMatch: etagOf(made),
      body: { activity: 'changed elsewhere' },
    })
    row.focus()
    await user.keyboard('e')
    await user.type(await screen.findByRole('textbox', { name: /^Edit/ }), ' mine{Enter}')
    const keep = await screen.findByRole('button', { name: 'Keep mine' })
    const conflict = await article(/^changed elsewhere/)
    expect(within(conflict).getByText('fix nav mine')).toBeTruthy()
    await user.click(keep)
    await article(/^fix nav mine/)
    await waitFor(async () => expect((await saved(team.member))[0]?.activity).toBe('fix nav mine'))
  })

  it('changes several selected rows in one act', async () => {
    await log(team.member, '1h first')
    await log(team.member, '2h second')
    const { user } = renderAt('/today', team.member)
    const row = await article(/^second/)
    row.focus()
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}')
    await screen.findByText('2 check-ins selected')
    await user.type(screen.getByRole('textbox', { name: 'Add a tag' }), '#client{Enter}')
    await article(/^first, 1 hour, client/)
    await waitFor(async () =>
      expect((await saved(team.member)).map(({ tags }) => tags)).toEqual([['client'], ['client']]),
    )
  })
})

describe('without an answer', () => {
  it('keeps a line that could not be sent and saves it exactly once afterwards', async () => {
    const { user } = renderAt('/today', team.member)
    const field = await bar()
    await setFault(team.member.id, { kind: 'refuse', path: '/checkins' })
    await user.type(field, '1h offline work{Enter}')
    const row = await article(/^offline work/)
    expect(within(row).getByLabelText('Saving')).toBeTruthy()
    await setFault(team.member.id, null)
    window.dispatchEvent(new Event('online'))
    await waitFor(() => expect(within(row).queryByLabelText('Saving')).toBeNull())
    expect(await saved(team.member)).toHaveLength(1)
  })

  it('keeps the loaded rows on screen when a refresh fails', async () => {
    await log(team.member, '1h still here')
    const first = renderAt('/today', team.member)
    await article(/^still here/)
    await setFault(team.member.id, {
      kind: 'problem',
      path: '/checkins?',
      status: 500,
      code: 'server.error',
    })
    const state = first.queryClient
      .getQueryCache()
      .find({ queryKey: ['checkins', 'pages'], exact: false })
    state?.setState({ dataUpdatedAt: 1 })
    document.dispatchEvent(new Event('visibilitychange'))
    await screen.findByText(/Could not load check-ins/)
    expect(await article(/^still here/)).toBeTruthy()
    await setFault(team.member.id, null)
    await first.user.click(await screen.findByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(screen.queryByText(/Could not load check-ins/)).toBeNull())
  })

  it('says that a write was refused, and discards it on request', async () => {
    const { user } = renderAt('/today', team.member)
    const field = await bar()
    await setFault(team.member.id, {
      kind: 'problem',
      path: '/checkins',
      status: 409,
      code: 'project.archived',
    })
    await user.type(field, '1h refused{Enter}')
    await screen.findByText(/Not saved\. This project is archived/)
    await setFault(team.member.id, null)
    await user.click(screen.getByRole('button', { name: 'Discard' }))
    await waitFor(() => expect(screen.queryByRole('article')).toBeNull())
  })
})

describe('what is shown', () => {
  it('helps with the first line: an example fills the bar', async () => {
    const { user } = renderAt('/today', team.member)
    await screen.findByRole('heading', { name: 'Log your first check-in' })
    expect(screen.queryByRole('button', { name: 'Add sample data' })).toBeNull()
    await user.click(screen.getByRole('button', { name: '2h #dev fix login redirect' }))
    expect(await bar()).toHaveProperty('value', '2h #dev fix login redirect')
    expect(document.activeElement).toBe(await bar())
  })

  it('gives an admin sample data in one press and takes it away in one press', async () => {
    const { user } = renderAt('/today', team.admin)
    await user.click(await screen.findByRole('button', { name: 'Add sample data' }))
    expect((await screen.findAllByRole('article')).length).toBeGreaterThan(5)
    await user.click(await screen.findByRole('button', { name: 'Remove sample data' }))
    await screen.findByRole('heading', { name: 'Log your first check-in' })
  })

  it('names the filters that nothing matches, and clears them', async () => {
    await log(team.member, '1h #ops work')
    const { user, router } = renderAt(`/today?tag=dev&day=${addDays(today, -1)}`, team.member)
    await screen.findByRole('heading', { name: 'No check-ins match #dev yesterday' })
    await user.click(screen.getByRole('button', { name: 'Clear filters' }))
    await article(/^work/)
    expect(router.state.location.search).toEqual({})
  })

  it('narrows to a day by its bar in the strip, and the address says so', async () => {
    await log(team.member, '1h old yesterday')
    await log(team.member, '1h new')
    const { user, router } = renderAt('/today', team.member)
    await article(/^new/)
    await user.click(screen.getAllByRole('button', { name: /, 1 hour$/ })[0] as HTMLElement)
    await waitFor(() => expect(screen.queryByRole('article', { name: /^new/ })).toBeNull())
    expect(router.state.location.search).toEqual({ day: addDays(today, -1) })
    await article(/^old/)
  })

  it('shows a manager the team, read only, and who has logged nothing', async () => {
    await log(team.member, '1h hers')
    renderAt('/today?who=team', team.manager)
    const row = await article(/^hers, 1 hour, Mia Chen/)
    expect(within(row).queryByRole('button', { name: /^(Edit|Delete)/ })).toBeNull()
    expect(within(row).queryByRole('checkbox')).toBeNull()
    await screen.findByText('Nothing logged today: Ana Lima and Marco Rossi')
  })

  it('lets an admin correct another person’s row only with a reason', async () => {
    await log(team.member, '1h #dev hers')
    const { user } = renderAt('/today?who=team', team.admin)
    await user.click(await screen.findByRole('button', { name: 'Edit check-in hers' }))
    const edit = () => screen.findByRole('textbox', { name: 'Edit check-in hers' })
    await user.type(await edit(), ' fixed{Enter}')
    await screen.findByText('Say why: this is another person’s entry.')
    expect(await edit()).toHaveProperty('value', '1h #dev hers fixed')
    await user.type(screen.getByLabelText('Reason for the change'), 'a typo')
    await user.type(await edit(), '{Enter}')
    await article(/^hers fixed/)
    await waitFor(async () => expect((await saved(team.member))[0]?.activity).toBe('hers fixed'))
  })
})
