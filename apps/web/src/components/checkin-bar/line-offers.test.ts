import type { Categories, Proposal } from '@worksmart/types/ai'
import { expect, test } from 'vitest'
import { insertionOf, offersOf, openKinds } from './line-offers.ts'
import { type LineReading, lookupOf, readLines } from './read-lines.ts'

const projects = [
  { id: 'p-web', key: 'WEB', name: 'Website', archived: false, colour: 'teal' },
  { id: 'p-ops', key: 'OPS', name: 'Operations', archived: false, colour: 'orange' },
]
const tasks = [
  { id: 't-1', projectId: 'p-web', projectKey: 'WEB', number: 142, title: 'Nav', recent: true },
]
const lookup = lookupOf(projects, tasks)
const moment = { today: '2026-11-24', nowMin: 605 }

function read(text: string): LineReading {
  const [reading] = readLines(text, [], moment, lookup)
  if (!reading) throw new Error('A line is always read')
  return reading
}

const proposal = (value: string, label: string, confidence: Proposal['confidence'] = 'likely') => ({
  value,
  label,
  confidence,
  evidence: [],
})
const one = (id: string, ...proposals: Proposal[]) => ({ id, proposals })

const full: Categories = {
  ai: 'ready',
  task: one('s-task', proposal('t-1', 'WEB-142 Nav overflow')),
  project: one('s-project', proposal('p-web', 'Website')),
  tag: one('s-tag', proposal('dev', 'dev'), proposal('design', 'design', 'maybe')),
}
const never = () => false
const tokens = (categories: Categories, line: string, isDismissed = never) =>
  offersOf(categories, read(line), lookup, isDismissed).map(({ token }) => token)

test('what the line says already is not open', () => {
  expect(openKinds(read('2h fix nav'))).toEqual(['task', 'project', 'tag'])
  expect(openKinds(read('2h #dev @website fix nav'))).toEqual(['task'])
  expect(openKinds(read('2h #dev WEB-142 fix nav'))).toEqual([])
})

test('a likely task says its project, so the project is not offered beside it', () => {
  expect(tokens(full, '2h fix nav')).toEqual(['WEB-142', '#dev'])
})

test('a task that is only a maybe comes last, and only within the project that is offered', () => {
  const maybe = { ...full, task: one('s-task', proposal('t-1', 'WEB-142 Nav', 'maybe')) }
  expect(tokens(maybe, '2h fix nav')).toEqual(['@WEB', '#dev', 'WEB-142'])
  const elsewhere = { ...full, task: one('s-task', proposal('t-9', 'OPS-9 Backups', 'maybe')) }
  expect(tokens(elsewhere, '2h fix nav')).toEqual(['@WEB', '#dev'])
})

test('a task of another project than the one in the line is not offered', () => {
  expect(tokens(full, '2h @operations fix nav')).toEqual(['#dev'])
})

test('a dismissed value gives way to the next best of its kind', () => {
  const isDismissed = (_: string, value: string) => value === 'dev'
  expect(
    offersOf(full, read('2h fix nav'), lookup, isDismissed).map((offer) => offer.label),
  ).toEqual(['WEB-142 Nav overflow', 'design'])
})

test('a project that this page does not know is not offered', () => {
  const unknown = { ...full, task: null, project: one('s', proposal('p-new', 'Brand new')) }
  expect(tokens(unknown, '2h fix nav')).toEqual(['#dev'])
})

test.each([
  ['2h fix nav', '2h fix nav #dev @WEB '],
  ['2h fix nav ', '2h fix nav #dev @WEB '],
  ['fix nav 2h', 'fix nav 2h #dev @WEB '],
  ['2h fix nav yesterday', null],
  ['9:30-11:15 fix nav', '9:30-11:15 fix nav #dev @WEB '],
])('writing tokens into “%s” changes nothing else of what it means', (line, expected) => {
  const reading = read(line)
  const { start, end, text } = insertionOf(reading, ['#dev', '@WEB'])
  const written = `${line.slice(0, start)}${text}${line.slice(end)}`
  if (expected !== null) expect(written).toBe(expected)
  const after = read(written)
  expect(after.resolved.parsed.tags).toEqual(['dev'])
  expect(after.resolved.projectId).toBe('p-web')
  expect(after.resolved.activity).toBe(reading.resolved.activity)
  expect(after.resolved.parsed.minutes).toBe(reading.resolved.parsed.minutes)
  expect(after.resolved.parsed.date).toBe(reading.resolved.parsed.date)
})
