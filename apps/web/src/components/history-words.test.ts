import type { HistoryEntry } from '@worksmart/types/history'
import { expect, test } from 'vitest'
import { type HistoryWords, historySentence } from './history-words.ts'

const names: Record<string, string> = { 'p-1': 'Website', 'p-2': 'Shop', ana: 'Ana', ben: 'Ben' }

function said(
  changes: [field: string, from: unknown, to: unknown][],
  kind: HistoryWords['kind'] = 'task',
  action: HistoryEntry['action'] = 'updated',
): string {
  const entry: HistoryEntry = {
    id: '01900000-0000-7000-8000-000000000001',
    at: '2026-11-24T10:12:00.000Z',
    actorId: null,
    actorName: 'Ana',
    action,
    changes: changes.map(([field, from, to]) => ({ field, from, to })),
    reason: null,
  }
  return historySentence(entry, {
    kind,
    name: kind === 'task' ? 'WEB-142' : 'Website',
    today: '2026-11-24',
    personName: (id) => names[id] ?? 'someone',
    projectName: (id) => names[id] ?? 'a project',
  })
}

test('a task that moved says from where to where, and not that its place changed with it', () => {
  expect(
    said([
      ['position', 'a0', 'a1'],
      ['status', 'todo', 'done'],
    ]),
  ).toBe('moved WEB-142 from To do to Done')
  expect(said([['position', 'a0', 'a1']])).toBe('changed the place of WEB-142 in its list')
  expect(
    said([
      ['number', 3, 9],
      ['position', 'a0', 'a1'],
      ['projectId', 'p-1', 'p-2'],
    ]),
  ).toBe('moved it from Website to Shop')
})

test('archiving and reopening a project are said as such', () => {
  expect(said([['status', 'on_track', 'archived']], 'project')).toBe('archived Website')
  expect(said([['status', 'archived', 'at_risk']], 'project')).toBe('reopened Website as At risk')
  expect(said([['status', 'on_track', 'blocked']], 'project')).toBe(
    'changed the status from On track to Blocked',
  )
})

test('several changes of one save are one sentence', () => {
  expect(
    said(
      [
        ['budgetMinutes', null, 600],
        ['dueOn', '2026-11-23', '2026-11-27'],
        ['ownerId', 'ana', 'ben'],
      ],
      'project',
    ),
  ).toBe(
    'set the budget to 10 h, changed the due date from yesterday to Fri 27 Nov and made Ben the owner',
  )
})

test('a value that was taken away says what it was', () => {
  expect(said([['estimateMinutes', 90, null]])).toBe('removed the estimate 1 h 30')
  expect(said([['assigneeId', 'ana', null]])).toBe('took it from Ana')
  expect(said([['ownerId', 'ana', null]], 'project')).toBe('removed Ana as owner')
})

test('creating, deleting and restoring name the row, and a field without words is still told', () => {
  expect(said([], 'task', 'created')).toBe('created WEB-142')
  expect(said([], 'project', 'restored')).toBe('restored Website')
  expect(said([['mood', 1, 2]])).toBe('changed mood')
  expect(said([])).toBe('saved WEB-142 unchanged')
})
