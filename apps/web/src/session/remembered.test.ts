import { expect, test } from 'vitest'
import { aMe } from '../../test/a-me.ts'
import {
  forgetPerson,
  rememberedMe,
  rememberedPerson,
  rememberMe,
  rememberPerson,
} from './remembered.ts'

test('the chosen person is there at the next start', () => {
  rememberPerson('p1')
  expect(rememberedPerson()).toBe('p1')
})

test('a profile is painted only for the person it belongs to', () => {
  const me = aMe()
  rememberMe(me.id, me)
  expect(rememberedMe(me.id)).toEqual(me)
  expect(rememberedMe('someone-else')).toBeNull()
})

test('a damaged profile counts as none', () => {
  localStorage.setItem('worksmart.me', '{"version":')
  expect(rememberedMe('p1')).toBeNull()
})

test('signing out removes the person, drafts and snapshots, and keeps what is the device’s', () => {
  rememberPerson('p1')
  rememberMe('p1', aMe())
  localStorage.setItem('worksmart.draft.p1', '2h #dev')
  localStorage.setItem('worksmart.device.theme', 'dark')
  localStorage.setItem('other.app', 'kept')
  forgetPerson()
  expect(Object.keys(localStorage).toSorted()).toEqual(['other.app', 'worksmart.device.theme'])
})
