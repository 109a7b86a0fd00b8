import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { CheckinStats } from '@worksmart/types/checkins'
import type { Me } from '@worksmart/types/users'
import { expect, test } from 'vitest'
import { apiClient, aTeam, setFault, type TestPerson } from '../../../test/real-api-client.ts'
import type { Client } from '../../api/client.ts'
import { LiveRegions } from '../../components/live-region.tsx'
import { SessionProvider } from '../../session/session.tsx'
import { ImportSection } from './import-section.tsx'

const fixture = '../../packages/types/fixtures/worklog-excerpt.tsv'
const excerpt = readFileSync(join(process.cwd(), fixture), 'utf8')
const header = excerpt.split('\n')[0] ?? ''

async function open(person: TestPerson, change: { client?: Client; initialText?: string } = {}) {
  const { client = apiClient(person.id), ...props } = change
  const me = await apiClient(person.id).request<Me>('GET', '/me')
  const queryClient = new QueryClient()
  const session = { client, me, signOut: () => {}, switchPerson: () => {} }
  render(
    <QueryClientProvider client={queryClient}>
      <LiveRegions>
        <SessionProvider session={session}>
          <ImportSection {...props} />
        </SessionProvider>
      </LiveRegions>
    </QueryClientProvider>,
  )
  return { user: userEvent.setup(), queryClient }
}

async function choose(user: ReturnType<typeof userEvent.setup>, text: BlobPart, name = 'log.tsv') {
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  if (!input) throw new Error('There is no file field')
  await user.upload(input, new File([text], name, { type: 'text/plain' }))
}

const button = (name: string | RegExp) => screen.findByRole('button', { name })
const figures = () =>
  screen
    .getAllByRole('listitem')
    .slice(0, 3)
    .map((item) => item.textContent)

async function totals(person: TestPerson): Promise<[number, number]> {
  const stats = await apiClient(person.id).request<CheckinStats>('GET', '/checkins/stats', {
    query: { userId: person.id },
  })
  return [stats.count, stats.minutes]
}

test('a chosen file is checked, shown, imported, and adds nothing the second time', async () => {
  const { member } = await aTeam()
  const { user, queryClient } = await open(member)
  queryClient.setQueryData(['checkins', 'stats'], {})
  queryClient.setQueryData(['tags'], [])
  await choose(user, excerpt)

  const start = await button('Import 40 lines')
  expect(figures()).toEqual(['40 new', '0 already there', '0 refused'])
  expect(screen.getAllByRole('row')).toHaveLength(9)
  expect(screen.getByText('auto inject hmr client')).toBeDefined()
  expect(screen.getByText(/becomes a check-in of Mia Chen/)).toBeDefined()
  expect(await totals(member)).toEqual([0, 0])

  await user.click(start)
  await button('Import other lines')
  expect(figures()).toEqual(['40 created', '0 already there', '0 refused'])
  await screen.findByText('40 lines created.')
  expect(await totals(member)).toEqual([40, 1415])
  expect(queryClient.getQueryState(['checkins', 'stats'])?.isInvalidated).toBe(true)
  expect(queryClient.getQueryState(['tags'])?.isInvalidated).toBe(true)

  await user.click(await button('Import other lines'))
  await choose(user, excerpt)
  await screen.findByText('There is nothing new to import.')
  expect(figures()).toEqual(['0 new', '40 already there', '0 refused'])
  expect(screen.queryByRole('button', { name: /^Import/ })).toBeNull()
})

test('of a file of several people only the chosen one is imported', async () => {
  const { member } = await aTeam()
  const { user } = await open(member)
  await choose(user, excerpt)
  const select = await screen.findByRole('combobox', { name: 'Whose lines' })
  expect(select.textContent).toContain('Everyone (40)')
  await user.selectOptions(select, screen.getByRole('option', { name: 'P012 (2)' }))
  await user.click(await button('Import 2 lines'))
  await button('Import other lines')
  expect(await totals(member)).toEqual([2, 70])
})

test('lines pasted elsewhere are checked at once, and bad ones are named by their number', async () => {
  const { member } = await aTeam()
  const lines = excerpt.split('\n').slice(1, 3).join('\n')
  await open(member, { initialText: `${header}\n${lines}\n2026-11-24T10:05:00Z\tP1\t0\t\t\tx` })
  await button('Import 2 lines')
  expect(figures()).toEqual(['2 new', '0 already there', '1 refused'])
  expect(screen.getByText('Time must be more than 0. (1)')).toBeDefined()
  expect(screen.getByText(/^line 4/).textContent).toBe('line 4: 0')
})

test('pasted lines are imported like a file', async () => {
  const { member } = await aTeam()
  const { user } = await open(member)
  await user.click(screen.getByRole('textbox', { name: 'Or paste lines' }))
  await user.paste(excerpt)
  await user.click(await button('Check pasted lines'))
  await button('Import 40 lines')
})

test.each([
  ['a CSV file', header.replaceAll('\t', ','), /looks like CSV/],
  ['a file without a column', header.replace('\tscope', ''), /The column scope is missing/],
  ['an empty file', '', /There is nothing in it/],
  ['a file that is not UTF-8', new Uint8Array([0x61, 0xff]), /Line 1 is not UTF-8/],
])('%s is refused with the fix, and another can be chosen', async (_, content, words) => {
  const { member } = await aTeam()
  const { user } = await open(member)
  await choose(user, content)
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toMatch(words)
  await choose(user, excerpt)
  await button('Import 40 lines')
})

test('a failed check says that nothing was imported, and can be repeated', async () => {
  const { member } = await aTeam()
  const { user } = await open(member)
  await setFault(member.id, {
    kind: 'problem',
    path: '/checkins/batch',
    status: 500,
    code: 'server.error',
  })
  await choose(user, excerpt)
  expect((await screen.findByRole('alert')).textContent).toContain('Nothing was imported')
  expect(screen.queryByRole('button', { name: /^Import/ })).toBeNull()
  await setFault(member.id, null)
  await user.click(await button('Check again'))
  await button('Import 40 lines')
})

test('a failed import tells how far it came and goes on from there', async () => {
  const { member } = await aTeam()
  const { user } = await open(member)
  await choose(user, excerpt)
  const start = await button('Import 40 lines')
  await setFault(member.id, {
    kind: 'problem',
    path: '/checkins/batch',
    status: 403,
    code: 'permission.denied',
  })
  await user.click(start)
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('0 of 40 lines')
  expect(alert.textContent).toContain('You may not do this')
  await setFault(member.id, null)
  await user.click(await button('Go on'))
  await waitFor(() => expect(figures()[0]).toBe('40 created'))
})

test('a busy app is asked again by itself', async () => {
  const { member } = await aTeam()
  const { user } = await open(member)
  await setFault(member.id, {
    kind: 'problem',
    path: '/checkins/batch',
    status: 429,
    code: 'rate.limited',
    retryAfterSeconds: 1,
  })
  await choose(user, excerpt)
  await screen.findByText(/Trying again by itself/)
  await setFault(member.id, null)
  await screen.findByRole('button', { name: 'Import 40 lines' }, { timeout: 5000 })
})

test('cancel stops between two batches, says so, and keeps what is in', async () => {
  const { member } = await aTeam()
  const real = apiClient(member.id)
  let writes = 0
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  // The second writing call is held back until the person has pressed Cancel.
  const client: Client = {
    ...real,
    async request(method, path, options) {
      const { dryRun } = (options?.body ?? {}) as { dryRun?: boolean }
      if (dryRun === false && ++writes === 2) await held
      return real.request(method, path, options)
    },
  }
  const { user } = await open(member, { client })
  const line = (minute: number) =>
    `2026-11-24T10:05:00Z\tP1\t${(minute % 60) + 1}\tfix\t\tline ${minute}`
  await choose(user, [header, ...Array.from({ length: 700 }, (_, i) => line(i))].join('\n'))
  await user.click(await button('Import 700 lines'))
  await screen.findByText('500 of 700 lines')
  await user.click(await button('Cancel'))
  letGo()
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('Stopped.')
  expect(alert.textContent).toContain('500 of 700 lines')
  expect((await totals(member))[0]).toBe(500)
  await user.click(await button('Go on'))
  await waitFor(() => expect(figures()).toEqual(['200 created', '500 already there', '0 refused']))
})

test('the focus is never lost when a step replaces its buttons', async () => {
  const { member } = await aTeam()
  const { user } = await open(member)
  await choose(user, excerpt)
  await user.click(await button('Import 40 lines'))
  await button('Import other lines')
  await waitFor(() => expect(document.activeElement).not.toBe(document.body))
  expect(document.activeElement?.contains(await button('Import other lines'))).toBe(true)
})
