import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { renderBar, website } from './render-bar.tsx'

/** What the polite live region says now. */
const spoken = () => document.querySelector('[aria-live="polite"]')?.textContent?.trim()
const options = () => screen.queryAllByRole('option').map(({ textContent }) => textContent)

test('typing # opens a list the field owns, and arrows mark its items', async () => {
  const { field, user } = renderBar()
  expect(screen.queryByRole('listbox')).toBeNull()
  await user.type(field, '2h #de')
  expect(options()).toEqual(['#dev', '#design', '#devops'])
  const list = screen.getByRole('listbox')
  expect(field.getAttribute('aria-controls')).toBe(list.id)
  await user.keyboard('{ArrowDown}')
  const marked = screen.getByRole('option', { selected: true })
  expect(marked.textContent).toBe('#design')
  expect(field.getAttribute('aria-activedescendant')).toBe(marked.id)
  expect(document.activeElement).toBe(field)
})

test('a screen reader hears that a list opened, and how long it is', async () => {
  const { field, user } = renderBar()
  await user.type(field, '2h #de')
  expect(spoken()).toBe('3 suggestions')
  await user.type(field, 'vo')
  expect(spoken()).toBe('1 suggestion')
})

test.each(['{Enter}', '{Tab}'])('%s completes the marked item and a space', async (key) => {
  const { field, user, onLog } = renderBar()
  await user.type(field, `2h #des${key}`)
  expect(field.value).toBe('2h #design ')
  expect(options()).toEqual([])
  expect(document.activeElement).toBe(field)
  expect(onLog).not.toHaveBeenCalled()
})

test('completing in the middle of a line does not double the space', async () => {
  const { field, user } = renderBar()
  await user.type(field, '2h fix nav')
  await user.type(field, ' #des', { initialSelectionStart: 2, initialSelectionEnd: 2 })
  await user.keyboard('{Tab}')
  expect(field.value).toBe('2h #design fix nav')
  expect(field.selectionStart).toBe(11)
})

test('Enter logs when the word is whole, although longer ones are offered', async () => {
  const { field, user, onLog } = renderBar()
  await user.type(field, '2h fix #dev')
  expect(options()).toEqual(['#devops'])
  await user.keyboard('{Enter}')
  expect(onLog).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ parsed: expect.objectContaining({ tags: ['dev'] }) }),
  )
})

test('Esc closes the list without clearing, and only the second Esc leaves', async () => {
  const { field, user } = renderBar()
  await user.type(field, '2h #de{Escape}')
  expect(options()).toEqual([])
  expect(field.value).toBe('2h #de')
  expect(document.activeElement).toBe(field)
  await user.keyboard('{Escape}')
  expect(document.activeElement).not.toBe(field)
})

test('projects show their key, archived ones last and marked', async () => {
  const { field, user } = renderBar()
  await user.type(field, '2h @we')
  expect(options()).toEqual(['◆WebsiteWEB', '◆Web archiveOLD · archived'])
  await user.keyboard('{Tab}')
  expect(field.value).toBe('2h @Website ')
})

test('a click completes and keeps the focus in the field', async () => {
  const { field, user } = renderBar()
  await user.type(field, '2h @we')
  await user.click(screen.getByRole('option', { name: /Website/ }))
  expect(field.value).toBe('2h @Website ')
  expect(document.activeElement).toBe(field)
})

test('walking over a word with the arrows opens nothing', async () => {
  const { field, user } = renderBar({ initialLine: '2h #de fix' })
  await user.click(field)
  await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}')
  expect(options()).toEqual([])
})

test('an unknown project can be created or kept as text, and neither happens by itself', async () => {
  const onCreateProject = vi.fn((_: string) => Promise.resolve('p-new'))
  const { field, user } = renderBar({ canCreateProject: true, onCreateProject })
  await user.type(field, '2h fix @acme')
  expect(options()).toEqual(['Create project “acme”', 'Keep as text'])
  expect(screen.queryByRole('option', { selected: true })).toBeNull()
  await user.keyboard('{ArrowDown}{Enter}')
  expect(onCreateProject).toHaveBeenCalledExactlyOnceWith('acme')
  expect(field.value).toBe('2h fix @acme')
})

test('a project keyed exactly as typed is understood without a choice', async () => {
  const { field, user, onLog } = renderBar()
  await user.type(field, '2h fix @web{Enter}')
  expect(onLog).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ projectId: website.id }))
})
