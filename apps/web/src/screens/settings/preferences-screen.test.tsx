import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { apiClient, aTeam, type TestPerson } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'

const root = document.documentElement

const say = (person: TestPerson, text: string) =>
  apiClient(person.id).request('POST', '/checkins', { body: { text } })

async function choose(user: ReturnType<typeof renderAt>['user'], label: string, option: string) {
  await user.click(await screen.findByRole('button', { name: new RegExp(`${label}$`) }))
  await user.click(await screen.findByRole('option', { name: new RegExp(`^${option}`) }))
}

test('each choice shows on the page at once and is kept on the device', async () => {
  const { member } = await aTeam()
  const { user } = renderAt('/settings/preferences', member)
  for (const [label, option, name, value] of [
    ['Theme', 'Dark', 'theme', 'dark'],
    ['Density', 'Comfortable', 'density', 'comfortable'],
    ['Motion', 'Reduced', 'motion', 'reduced'],
    ['Times', '12 hours, 2:30 pm', 'clock', '12'],
  ] as const) {
    await choose(user, label, option)
    expect(root.dataset[name]).toBe(value)
    expect(localStorage.getItem(`worksmart.device.${name}`)).toBe(value)
  }
  expect(within(screen.getByRole('main')).getAllByText('Saved')).toHaveLength(4)
})

test('the theme in the sidebar and the one in the preferences are one', async () => {
  const { member } = await aTeam()
  const { user } = renderAt('/settings/preferences', member)
  await choose(user, 'Theme', 'Light')
  await user.click(await screen.findByRole('button', { name: /^Theme: light/ }))
  await screen.findByRole('button', { name: /Dark Theme$/ })
})

test('Today measures the day by the target that was chosen', async () => {
  const { member } = await aTeam()
  const first = renderAt('/settings/preferences', member)
  const target = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Daily target' })
  expect(target.value).toBe('7 h 30')
  await first.user.clear(target)
  await first.user.type(target, 'plenty{Enter}')
  await screen.findByText('Write hours of one day, like 7h30m or 8 h.')
  expect(root.dataset.target).toBeUndefined()
  await first.user.clear(target)
  await first.user.type(target, '6h15m{Enter}')
  expect(target.value).toBe('6 h 15')
  first.unmount()
  renderAt('/today', member)
  await screen.findByRole('img', { name: 'Today: 0 minutes of 6 hours 15 minutes' })
})

test('times are shown with 12 hours where that was chosen, and lines keep 24', async () => {
  const { member } = await aTeam()
  await say(member, '13:00-14:30 #dev pair')
  root.dataset.clock = '12'
  const { user } = renderAt('/today', member)
  const article = await screen.findByRole('article', { name: /^pair, 1 hour 30 minutes/ })
  within(article).getByText('1:00 pm–2:30 pm')
  await user.click(await within(article).findByRole('button', { name: /^Edit check-in/ }))
  const editor = await screen.findByRole<HTMLTextAreaElement>('textbox', {
    name: /^Edit check-in/,
  })
  expect(editor.value).toContain('13:00-14:30')
})

test('lists that are loaded fully wait for a press before more rows come', async () => {
  const { member } = await aTeam()
  const items = Array.from({ length: 60 }, (_, index) => ({
    text: `1h #dev line ${index}`,
    sourceId: `line-${index}`,
  }))
  await apiClient(member.id).request('POST', '/checkins/batch', { body: { items } })
  const first = renderAt('/settings/preferences', member)
  await first.user.click(await screen.findByRole('switch', { name: 'Load lists fully' }))
  first.unmount()
  const { user } = renderAt('/today', member)
  await user.click(await screen.findByRole('button', { name: 'Load older' }))
  await screen.findByText('That is everything.')
  expect(screen.getAllByRole('article')).toHaveLength(60)
})

test('single keys that are switched off do nothing, and the sheet agrees', async () => {
  const { member } = await aTeam()
  const { user } = renderAt('/settings/preferences', member)
  await user.click(await screen.findByRole('switch', { name: 'Single-key shortcuts' }))
  await user.keyboard('gd')
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Settings')
})
