import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import cases from '../../../../../packages/types/fixtures/grammar-cases.json'
import { chipTexts, describedBy, patience, renderBar } from './render-bar.tsx'

const sharedLines = cases.map(({ line }) => line)

test.each([
  ['2h #dev @website fix nav yesterday', ['2 h', '#dev', '◆Website', 'Mon 23 Nov']],
  ['2 hr #dev fixed login redirect', ['2 h', '#dev']],
  ['1.5 hrs #dev code review', ['1 h 30', '#dev']],
  ['1h 30m #dev pairing', ['1 h 30', '#dev']],
  ['9:30–11:15 #dev refactor parser', ['09:30–11:15 · 1 h 45', '#dev']],
  ['22:00-01:30 #ops migration window', ['22:00–01:30 · 3 h 30', '#ops']],
  ['yesterday 2h #dev fix nav', ['Mon 23 Nov', '2 h', '#dev']],
  ['3 days ago 45m #ops patch hosts', ['Sat 21 Nov', '45 min', '#ops']],
  ['2h #dev #review fix login', ['2 h', '#dev', '#review']],
  ['2h #🚀 launch checklist', ['2 h', '#🚀']],
])('typing “%s” shows its chips in reading order', async (line, chips) => {
  expect(sharedLines).toContain(line)
  const { field, user } = renderBar()
  await user.type(field, line)
  expect(chipTexts()).toEqual(chips)
})

test('Enter logs the line as it was read, clears the bar and keeps the focus', async () => {
  const { field, user, onLog } = renderBar()
  await user.type(field, '2h #dev @website fix nav yesterday{Enter}')
  expect(onLog).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({
      text: '2h #dev @website fix nav yesterday',
      suppressed: [],
      today: '2026-11-24',
      nowMin: 605,
      projectId: 'p-web',
      taskId: null,
      parsed: expect.objectContaining({ minutes: 120, date: '2026-11-23', activity: 'fix nav' }),
    }),
  )
  expect(field.value).toBe('')
  expect(chipTexts()).toEqual([])
  expect(document.activeElement).toBe(field)
})

test('the button logs too', async () => {
  const { field, user, onLog } = renderBar()
  await user.type(field, '2h #dev fix nav')
  await user.click(screen.getByRole('button', { name: 'Log' }))
  expect(onLog).toHaveBeenCalledOnce()
})

test('Enter on an error keeps the line, selects what is wrong and says it', async () => {
  const { field, user, onLog } = renderBar()
  await user.type(field, '2 #dev fixed login{Enter}')
  expect(onLog).not.toHaveBeenCalled()
  expect(field.value).toBe('2 #dev fixed login')
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, 1])
  expect(field.getAttribute('aria-invalid')).toBe('true')
  await waitFor(() => expect(describedBy(field)).toBe('“2” has no unit.'), patience)
  const urgent = document.querySelector('[aria-live="assertive"]')
  await waitFor(() => expect(urgent?.textContent).toContain('“2” has no unit.'))
})

test('an error shows by itself once the typing rests, not before', async () => {
  const { field, user } = renderBar()
  await user.type(field, '25h #dev marathon')
  expect(field.hasAttribute('aria-invalid')).toBe(false)
  expect(await screen.findByText('One check-in holds at most 24 hours.', {}, patience)).toBeTruthy()
  expect(field.getAttribute('aria-invalid')).toBe('true')
})

test('what is only missing is no error until Enter', async () => {
  const { field, user } = renderBar()
  await user.type(field, '2h #dev ')
  expect(await screen.findByText('Say what you did.', {}, patience)).toBeTruthy()
  expect(field.hasAttribute('aria-invalid')).toBe(false)
  await user.type(field, '{Enter}')
  expect(field.getAttribute('aria-invalid')).toBe('true')
})

test('Enter in an empty bar offers an example and Alt+1 takes it', async () => {
  const { field, user } = renderBar()
  await user.type(field, '{Enter}')
  await waitFor(() => expect(describedBy(field)).toMatch(/^Type what you did/), patience)
  fireEvent.keyDown(field, { code: 'Digit1', key: '¡', altKey: true })
  expect(field.value).toBe('2h #dev fix login')
})

test('Alt with a digit mends the line by the key, whatever the system types for it', async () => {
  const { field, user, onLog } = renderBar()
  await user.type(field, '2 #dev fixed login{Enter}')
  await screen.findByRole('button', { name: /^2m/ }, patience)
  fireEvent.keyDown(field, { code: 'Digit2', key: '™', altKey: true })
  expect(field.value).toBe('2m #dev fixed login')
  expect(chipTexts()).toEqual(['2 min', '#dev'])
  await user.type(field, '{Enter}')
  expect(onLog).toHaveBeenCalledOnce()
})

test('a fix is a button as well', async () => {
  const { field, user } = renderBar()
  await user.type(field, '2h 9:30-11:15 #dev odd{Enter}')
  await user.click(await screen.findByRole('button', { name: /^Keep 2h/ }, patience))
  expect(field.value).toBe('2h #dev odd')
  expect(document.activeElement).toBe(field)
})

test('an unknown project is kept as text and never blocks', async () => {
  const { field, user, onLog } = renderBar()
  await user.type(field, '2h #dev @acme fix nav')
  expect(await screen.findByText(/is not one of your projects/, {}, patience)).toBeTruthy()
  expect(screen.queryByRole('button', { name: /Create project/ })).toBeNull()
  await user.type(field, '{Enter}')
  expect(onLog).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ projectId: null }))
})

test('what was understood is said once the typing rests', async () => {
  const { field, user } = renderBar()
  await user.type(field, '2h #dev fix nav yesterday')
  const polite = document.querySelector('[aria-live="polite"]')
  await waitFor(
    () => expect(polite?.textContent).toContain('2 hours, Monday 23 November 2026, tag dev'),
    patience,
  )
})

test('nothing is read while an input method composes, and the chips stay', async () => {
  const { field, user } = renderBar()
  await user.type(field, '2h #dev ')
  fireEvent.compositionStart(field)
  field.setRangeText('1h ', 0, 0, 'end')
  fireEvent(field, new InputEvent('input', { bubbles: true, isComposing: true }))
  expect(chipTexts()).toEqual(['2 h', '#dev'])
  fireEvent.compositionEnd(field)
  expect(chipTexts()).toEqual(['1 h', '#dev'])
})

test('the Enter that ends a composition does not log', async () => {
  const { field, user, onLog } = renderBar()
  await user.type(field, '2h #dev 設計')
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true })
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 })
  expect(onLog).not.toHaveBeenCalled()
})

test('↑ in an empty bar brings back the last line, and only there', async () => {
  const { field, user } = renderBar({ lastLine: '30m #ops patch hosts' })
  await user.type(field, '{ArrowUp}')
  expect(field.value).toBe('30m #ops patch hosts')
  await user.type(field, ' again{ArrowUp}')
  expect(field.value).toBe('30m #ops patch hosts again')
})

test('Esc leaves the bar and its text alone', async () => {
  const { field, user } = renderBar()
  await user.type(field, '2h{Escape}')
  expect(document.activeElement).not.toBe(field)
  expect(field.value).toBe('2h')
})

test('Esc cancels where an entry is edited', async () => {
  const onCancel = vi.fn()
  const { field, user } = renderBar({ onCancel, submitLabel: 'Save' })
  await user.type(field, '2h{Escape}')
  expect(onCancel).toHaveBeenCalledOnce()
})
