import { screen, waitFor, within } from '@testing-library/react'
import type { AiHealth } from '@worksmart/types/ai'
import type { Me } from '@worksmart/types/users'
import { expect, test } from 'vitest'
import { apiClient, aTeam } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'
import { healthWords, textWords } from './ai-words.ts'

const section = () => screen.findByRole('region', { name: 'AI help' })

test.each<[AiHealth, string]>([
  [{ status: 'off' }, 'AI help is not set up here. Everything works without it.'],
  [{ status: 'preparing', detail: '3 of 5: model' }, 'AI help is being prepared (3 of 5: model)'],
  [{ status: 'ready' }, 'AI help is ready.'],
  [{ status: 'degraded', detail: 'Without embed.' }, 'AI help works in part. Without embed.'],
  [
    { status: 'unavailable', detail: 'it needs Python 3.11 or newer.' },
    'AI help is not available right now. It needs Python 3.11 or newer. Everything else works.',
  ],
  [
    { status: 'unavailable', detail: 'ai.timeout' },
    'AI help is not available right now. Everything else works.',
  ],
])('the service is told in one line: %j', (health, words) => {
  expect(healthWords(health)).toBe(words)
})

test('whether text leaves the server is said, and nothing is said while it is not known', () => {
  expect(textWords({ status: 'ready', textLeavesHost: true })).toMatch(/is sent to a provider/)
  expect(textWords({ status: 'ready', textLeavesHost: false })).toMatch(/does not leave/)
  expect(textWords({ status: 'off' })).toBeNull()
})

test('an admin switches one kind of help for everyone', async () => {
  const { admin, member } = await aTeam()
  const { user } = renderAt('/settings/workspace', admin)
  const ai = await section()
  await within(ai).findByText('AI help is not set up here. Everything works without it.')
  await user.click(await within(ai).findByRole('switch', { name: 'Search by meaning' }))
  await waitFor(async () => {
    const me = await apiClient(member.id).request<Me>('GET', '/me')
    expect(me.ai).toMatchObject({ search: false, suggestions: true })
  })
})

test('a person switches it off for themselves, and only an admin for the workspace', async () => {
  const { member } = await aTeam()
  const { user } = renderAt('/settings/workspace', member)
  const ai = await section()
  const own = await within(ai).findByRole<HTMLInputElement>('switch', { name: 'Help me with AI' })
  const shared = await within(ai).findByRole<HTMLInputElement>('switch', {
    name: 'Suggestions in the check-in bar',
  })
  expect(shared.disabled).toBe(true)
  await user.click(own)
  await waitFor(async () => {
    const me = await apiClient(member.id).request<Me>('GET', '/me')
    expect(me.aiEnabled).toBe(false)
    expect(Object.values(me.ai)).toEqual([false, false, false, false, false])
  })
  await waitFor(() => expect(own.checked).toBe(false))
})
