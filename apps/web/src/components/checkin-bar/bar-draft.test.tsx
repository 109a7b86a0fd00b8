import { act, screen, waitFor } from '@testing-library/react'
import { createRef } from 'react'
import { expect, test } from 'vitest'
import type { CheckinBarHandle } from './checkin-bar.tsx'
import { chipTexts, renderBar } from './render-bar.tsx'

test('what was typed, and what was kept as text, survives leaving the screen', async () => {
  const { field, user, unmount } = renderBar({ draftKey: 'draft-of-ana' })
  await user.type(field, '2h #dev fix nav yesterday')
  await user.click(screen.getByRole('button', { name: 'Do not treat yesterday as date' }))
  unmount()
  const again = renderBar({ draftKey: 'draft-of-ana' })
  expect(again.field.value).toBe('2h #dev fix nav yesterday')
  expect(chipTexts()).toEqual(['2 h', '#dev', 'yesterday'])
  expect(screen.getByRole('button', { name: 'Read yesterday again' })).toBeTruthy()
})

test('a draft is written while the person still types', async () => {
  const { field, user } = renderBar({ draftKey: 'draft-of-ana' })
  await user.type(field, '2h #dev')
  await waitFor(() => expect(localStorage.getItem('draft-of-ana')).toContain('2h #dev'))
})

test('logging forgets the draft', async () => {
  const { field, user, unmount } = renderBar({ draftKey: 'draft-of-ana' })
  await user.type(field, '2h #dev fix nav{Enter}')
  unmount()
  expect(localStorage.getItem('draft-of-ana')).toBeNull()
})

test('drafts of two people do not mix', async () => {
  const { field, user, unmount } = renderBar({ draftKey: 'draft-of-ana' })
  await user.type(field, '2h #dev')
  unmount()
  expect(renderBar({ draftKey: 'draft-of-ben' }).field.value).toBe('')
})

test('a bar that edits an entry starts with its line and keeps no draft', async () => {
  const { field, user, unmount } = renderBar({ initialLine: '2h #dev fix nav' })
  expect(chipTexts()).toEqual(['2 h', '#dev'])
  await user.type(field, ' again')
  unmount()
  expect(localStorage.length).toBe(0)
})

test('a line put in from outside replaces the text and takes the focus', async () => {
  const ref = createRef<CheckinBarHandle>()
  const { field, user } = renderBar({ ref })
  await user.type(field, '2h #dev fix')
  await user.click(screen.getByRole('button', { name: 'Do not treat #dev as tag' }))
  act(() => ref.current?.fill('2h #dev fix nav'))
  expect(field.value).toBe('2h #dev fix nav')
  expect(chipTexts()).toEqual(['2 h', '#dev'])
  expect(screen.getByRole('button', { name: 'Tag dev, edit' })).toBeTruthy()
  expect(document.activeElement).toBe(field)
})
