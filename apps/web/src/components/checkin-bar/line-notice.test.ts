import { expect, test } from 'vitest'
import { noticeFor } from './line-notice.ts'
import { firstError, mainDiagnostic } from './line-trouble.ts'
import { lookupOf, readLines } from './read-lines.ts'
import { operations, website } from './render-bar.tsx'

const lookup = lookupOf([website, operations], [])
const moment = { today: '2026-11-24', nowMin: 605 }

function noticeOf(value: string, more: { canCreateProject?: boolean; last?: string } = {}) {
  const reading = readLines(value, [], moment, lookup).at(-1)
  const diagnostic = reading && mainDiagnostic(reading)
  if (!reading || !diagnostic) return null
  return noticeFor(reading, diagnostic, {
    lookup,
    lastActivityWith: () => more.last ?? null,
    canCreateProject: more.canCreateProject === true,
  })
}
const labels = (value: string, more = {}) => noticeOf(value, more)?.fixes.map(({ label }) => label)

test('the timer is not offered while there is none', () => {
  expect(labels('fixed login #dev')).toEqual(['30m', '1h'])
})

test('the last activity with the tag is offered as what it says, or not at all', () => {
  expect(noticeOf('2h #dev', { last: 'fix nav' })?.fixes).toEqual([
    { label: '“fix nav”', kind: 'edit', edit: { start: 7, end: 7, text: ' fix nav' } },
  ])
  expect(labels('2h #dev')).toEqual([])
})

test('an error goes before a warning that stands earlier', () => {
  expect(noticeOf('@nobody fixed login #dev')?.severity).toBe('error')
})

test('an unknown project offers to create it only to those who can', () => {
  expect(labels('2h #dev @acme fix')).toEqual(['Keep as text'])
  expect(labels('2h #dev @acme fix', { canCreateProject: true })).toEqual([
    'Create project “acme”',
    'Keep as text',
  ])
})

test('spans and edits of a later line are of the whole field', () => {
  const notice = noticeOf('2h #dev fix\n2 #ops patch')
  expect(notice).toMatchObject({ start: 12, end: 13 })
  expect(notice?.fixes[0]).toMatchObject({ edit: { start: 12, end: 13, text: '2h' } })
})

test('a missing tag is nothing to mend', () => {
  expect(noticeOf('2h fix nav')).toBeNull()
})

test('a line with only warnings can be logged', () => {
  const [reading] = readLines('14:30 #dev standup', [], moment, lookup)
  expect(reading && firstError(reading)).toBeNull()
})
