import { screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { LoggedLine } from './checkin-bar.tsx'
import { chipTexts, patience, renderBar } from './render-bar.tsx'

const rows = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent)
const three = '2h #dev fix nav\nfixed the thing\n45m #ops patch hosts yesterday'

test('each pasted line is one check-in with a result of its own', async () => {
  const { field, user } = renderBar()
  await user.click(field)
  await user.paste(three)
  await screen.findByRole('list', { name: 'Lines' }, patience)
  expect(rows()).toEqual([
    '2 h · Today · #devfix nav',
    'fixed the thingHow long did it take? Add 2h, 90m or 9:30-11:15.',
    '45 min · Yesterday · #opspatch hosts',
  ])
  expect(chipTexts()).toEqual([])
  expect(screen.getByRole('button', { name: 'Log 2 entries' })).toBeTruthy()
})

test('the good lines are logged and the others stay in the bar', async () => {
  const { field, user, onLog } = renderBar()
  await user.click(field)
  await user.paste(three)
  await user.click(screen.getByRole('button', { name: 'Log 2 entries' }))
  expect(onLog.mock.calls.map(([line]) => line.text)).toEqual([
    '2h #dev fix nav',
    '45m #ops patch hosts yesterday',
  ])
  await waitFor(() => expect(field.value).toBe('fixed the thing'))
})

test('Shift+Enter begins a second check-in and Enter logs both', async () => {
  const { field, user, onLog } = renderBar()
  await user.type(field, '2h #dev fix nav{Shift>}{Enter}{/Shift}1h #ops patch hosts{Enter}')
  expect(onLog).toHaveBeenCalledTimes(2)
  await waitFor(() => expect(field.value).toBe(''))
})

test('a line with a blank one after it is still one check-in', async () => {
  const { field, user, onLog } = renderBar()
  await user.click(field)
  await user.paste('\n2h #dev fix nav\n\n')
  expect(chipTexts()).toEqual(['2 h', '#dev'])
  await user.keyboard('{Enter}')
  expect(onLog).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ text: '2h #dev fix nav' }),
  )
})

test('a line the server will not take says why and is not counted', async () => {
  const onPreviewMany = vi.fn((lines: readonly string[]) =>
    Promise.resolve(
      lines.map((line) => ({ ok: !line.includes('#ops'), message: 'This day is closed.' })),
    ),
  )
  const { field, user } = renderBar({ onPreviewMany })
  await user.click(field)
  await user.paste('2h #dev fix nav\n45m #ops patch hosts')
  expect(screen.getByRole('button', { name: 'Log 2 entries' })).toBeTruthy()
  expect(await screen.findByText('This day is closed.', {}, patience)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Log 1 entry' })).toBeTruthy()
  expect(onPreviewMany).toHaveBeenCalledOnce()
})

test('a line that fails on saving stays with its reason, the saved ones go', async () => {
  const onLogMany = vi.fn((lines: readonly LoggedLine[]) =>
    Promise.resolve(
      lines.map(({ text }) => ({ ok: !text.includes('#ops'), message: 'This day is closed.' })),
    ),
  )
  const { field, user } = renderBar({ onLogMany })
  await user.click(field)
  await user.paste('2h #dev fix nav\n45m #ops patch hosts\n1h #ops rotate keys')
  await user.keyboard('{Enter}')
  await waitFor(() => expect(field.value).toBe('45m #ops patch hosts\n1h #ops rotate keys'))
  expect(await screen.findAllByText('This day is closed.', {}, patience)).toHaveLength(2)
})

test('when nothing could be saved, every line stays and the reason is shown', async () => {
  const { field, user } = renderBar({ onLogMany: () => Promise.reject(new Error('no network')) })
  await user.click(field)
  await user.paste('2h #dev fix nav\n45m #ops patch hosts')
  await user.keyboard('{Enter}')
  await waitFor(() => expect(field.hasAttribute('aria-describedby')).toBe(true))
  expect(field.value).toBe('2h #dev fix nav\n45m #ops patch hosts')
})

test('words kept as text in one line keep their place when other lines go', async () => {
  const { field, user, onLog } = renderBar()
  await user.type(field, '2h #dev fix 1h #ops yesterday')
  await user.click(screen.getByRole('button', { name: 'Do not treat yesterday as date' }))
  await user.type(field, '1h #x y{Shift>}{Enter}{/Shift}', {
    initialSelectionStart: 0,
    initialSelectionEnd: 0,
  })
  await user.keyboard('{Enter}')
  const second = onLog.mock.calls[1]?.[0]
  expect(second?.text).toBe('2h #dev fix 1h #ops yesterday')
  expect(second?.suppressed).toEqual([[20, 29]])
})

test('a pasted work log goes to the import, not into the bar', async () => {
  const onPasteTable = vi.fn()
  const { field, user } = renderBar({ onPasteTable })
  const table = 'at\tperson\tminutes\ttext\n2026-11-24\tP1\t30\tfix'
  await user.click(field)
  await user.paste(table)
  expect(onPasteTable).toHaveBeenCalledExactlyOnceWith(table)
  expect(field.value).toBe('')
})
