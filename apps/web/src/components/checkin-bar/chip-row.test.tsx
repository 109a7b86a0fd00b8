import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { chipTexts, renderBar } from './render-bar.tsx'

const chip = (name: string) => screen.getByRole('button', { name })

test('chips are named for what they are and what pressing does', async () => {
  const { field, user } = renderBar()
  await user.type(field, '2h #dev @website WEB-1 fix nav yesterday')
  for (const name of [
    'Duration 2 hours, edit',
    'Do not treat 2h as duration',
    'Tag dev, edit',
    'Do not treat #dev as tag',
    'Project Website, edit',
    'Date Monday 23 November 2026, edit',
    'Do not treat yesterday as date',
  ]) {
    expect(chip(name)).toBeTruthy()
  }
})

test('× turns a word back into text and leaves the line as it was typed', async () => {
  const { field, user, onLog } = renderBar()
  await user.type(field, '2h #dev fix nav yesterday')
  await user.click(chip('Do not treat yesterday as date'))
  expect(field.value).toBe('2h #dev fix nav yesterday')
  expect(chipTexts()).toEqual(['2 h', '#dev', 'yesterday'])
  await user.type(field, '{Enter}')
  expect(onLog).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({
      suppressed: [[16, 25]],
      parsed: expect.objectContaining({ date: '2026-11-24', activity: 'fix nav yesterday' }),
    }),
  )
})

test('a word kept as text stays text while the line around it is edited', async () => {
  const { field, user, onLog } = renderBar()
  await user.type(field, '2h #dev fix nav yesterday')
  await user.click(chip('Do not treat yesterday as date'))
  await user.type(field, 'again ', { initialSelectionStart: 8, initialSelectionEnd: 8 })
  expect(field.value).toBe('2h #dev again fix nav yesterday')
  expect(chipTexts()).toEqual(['2 h', '#dev', 'yesterday'])
  await user.type(field, '{Enter}')
  expect(onLog).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ suppressed: [[22, 31]] }))
})

test('a word kept as text is read anew once it is edited itself', async () => {
  const { field, user } = renderBar()
  await user.type(field, '2h #dev fix')
  await user.click(chip('Do not treat #dev as tag'))
  expect(chipTexts()).toEqual(['2 h', '#dev'])
  expect(screen.queryByRole('button', { name: /as tag$/ })).toBeNull()
  await user.type(field, 'x', { initialSelectionStart: 5, initialSelectionEnd: 5 })
  expect(field.value).toBe('2h #dxev fix')
  expect(chip('Tag dxev, edit')).toBeTruthy()
})

test('a word kept as text can be read again', async () => {
  const { field, user } = renderBar()
  await user.type(field, '2h #dev fix')
  await user.click(chip('Do not treat #dev as tag'))
  await user.click(chip('Read #dev again'))
  expect(chip('Tag dev, edit')).toBeTruthy()
})

test('↓ goes into the chips, arrows walk them, Delete turns one to text, Esc comes back', async () => {
  const { field, user } = renderBar()
  await user.type(field, '2h #dev fix nav{ArrowDown}')
  expect(document.activeElement).toBe(chip('Duration 2 hours, edit'))
  await user.keyboard('{ArrowRight}')
  expect(document.activeElement).toBe(chip('Tag dev, edit'))
  await user.keyboard('{ArrowRight}')
  expect(document.activeElement).toBe(chip('Tag dev, edit'))
  await user.keyboard('{Delete}')
  expect(document.activeElement).toBe(chip('Read #dev again'))
  await user.keyboard('{ArrowLeft}')
  expect(document.activeElement).toBe(chip('Duration 2 hours, edit'))
  await user.keyboard('{Escape}')
  expect(document.activeElement).toBe(field)
  expect(field.value).toBe('2h #dev fix nav')
})

test('Enter on a chip edits just its words, and the focus stays with the chip', async () => {
  const { field, user } = renderBar()
  await user.type(field, '2h #dev fix nav{ArrowDown}{Enter}')
  const editor = screen.getByRole('textbox', { name: 'Edit Duration 2 hours' })
  expect(document.activeElement).toBe(editor)
  await user.keyboard('90m{Enter}')
  expect(field.value).toBe('90m #dev fix nav')
  expect(document.activeElement).toBe(chip('Duration 1 hour 30 minutes, edit'))
})

test('Esc in the small editor changes nothing', async () => {
  const { field, user } = renderBar()
  await user.type(field, '2h #dev fix nav{ArrowDown}{Enter}')
  await user.keyboard('90m{Escape}')
  expect(field.value).toBe('2h #dev fix nav')
  expect(document.activeElement).toBe(chip('Duration 2 hours, edit'))
})

test('Backspace in the text is the browser’s, even right behind a chip’s word', async () => {
  const { field, user } = renderBar()
  await user.type(field, '2h #dev{Backspace}')
  expect(field.value).toBe('2h #de')
})

test('a chip that is wrong shows what was typed', async () => {
  const { field, user } = renderBar()
  await user.type(field, '1h 9:30-11:15 #dev odd')
  expect(chipTexts()).toContain('9:30-11:15')
  expect(chip('Time range 9:30-11:15, not valid, edit')).toBeTruthy()
})
