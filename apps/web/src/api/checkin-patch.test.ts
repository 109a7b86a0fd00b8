import { QueryClient } from '@tanstack/react-query'
import type { CheckinStats } from '@worksmart/types/checkins'
import { describe, expect, it } from 'vitest'
import { compareWorked } from './checkin-order.ts'
import { applyCheckinPatch, patchPages } from './checkin-patch.ts'
import { patchSums } from './checkin-sums.ts'
import { aCheckin, noSums } from './checkin-test-rows.ts'
import { type CheckinPages, checkinPages, checkinStats } from './checkins.ts'
import { createClient } from './client.ts'

const pagesOf = (...pages: CheckinPages['pages']): CheckinPages => ({
  pages,
  pageParams: pages.map((_, index) => (index === 0 ? null : `c${index}`)),
})

const ids = (pages: CheckinPages | undefined) =>
  pages?.pages.map((page) => page.items.map((row) => row.id))

describe('the order of the feed', () => {
  it('is the day worked first, then the moment of logging, newest on top', () => {
    const monday = aCheckin({ workDate: '2026-11-23' })
    const early = aCheckin()
    const late = aCheckin()
    expect([monday, early, late].sort(compareWorked)).toEqual([late, early, monday])
  })
})

describe('a confirmed change in the loaded pages', () => {
  const [oldest, older, newer] = [aCheckin(), aCheckin(), aCheckin()]

  it('puts a new row where the api would list it', () => {
    const row = aCheckin({ createdAt: older.createdAt, id: `${older.id}x` })
    const loaded = pagesOf({ items: [newer, older, oldest], nextCursor: null })
    expect(ids(patchPages(loaded, {}, { before: null, after: row }))).toEqual([
      [newer.id, row.id, older.id, oldest.id],
    ])
  })

  it('leaves a row out that belongs below the last loaded one', () => {
    const row = aCheckin({ workDate: '2026-01-05' })
    const loaded = pagesOf({ items: [newer, older], nextCursor: 'more' })
    expect(ids(patchPages(loaded, {}, { before: null, after: row }))).toEqual([
      [newer.id, older.id],
    ])
  })

  it('moves a row to its new day, across pages, and never shows it twice', () => {
    const monday = aCheckin({ workDate: '2026-11-23' })
    const loaded = pagesOf(
      { items: [newer, older], nextCursor: 'c1' },
      { items: [oldest, monday], nextCursor: null },
    )
    const moved = { ...newer, workDate: '2026-11-23', version: 2 }
    expect(ids(patchPages(loaded, {}, { before: newer, after: moved }))).toEqual([
      [older.id],
      [oldest.id, monday.id, newer.id],
    ])
  })

  it('takes a row out that no longer matches the filter', () => {
    const tagged = aCheckin({ tags: ['dev'] })
    const loaded = pagesOf({ items: [tagged, newer], nextCursor: null })
    const after = { ...tagged, tags: ['ops'], version: 2 }
    expect(ids(patchPages(loaded, { tag: 'dev' }, { before: tagged, after }))).toEqual([[newer.id]])
  })

  it('keeps the identity of every other row and page', () => {
    const loaded = pagesOf(
      { items: [newer], nextCursor: 'c1' },
      { items: [oldest], nextCursor: null },
    )
    const patched = patchPages(loaded, {}, { before: newer, after: null })
    expect(patched.pages[1]).toBe(loaded.pages[1])
  })
})

describe('the sums', () => {
  const row = aCheckin({ minutes: 90, tags: ['dev', 'css'], projectId: 'p1' })

  it('count a new row in every breakdown and forget it completely when it goes', () => {
    const grown = patchSums(noSums, {}, { before: null, after: row })
    expect(grown).toEqual({
      minutes: 90,
      count: 1,
      byDay: [{ workDate: '2026-11-24', minutes: 90, count: 1 }],
      byTag: [
        { tag: 'dev', minutes: 90, count: 1 },
        { tag: 'css', minutes: 90, count: 1 },
      ],
      byProject: [{ projectId: 'p1', minutes: 90, count: 1 }],
      byPerson: [{ userId: 'mia', minutes: 90, count: 1 }],
    })
    expect(patchSums(grown, {}, { before: row, after: null })).toEqual(noSums)
  })

  it('move minutes from day to day when a row moves', () => {
    const before = patchSums(noSums, {}, { before: null, after: row })
    const after = { ...row, workDate: '2026-11-23' }
    expect(patchSums(before, {}, { before: row, after }).byDay).toEqual([
      { workDate: '2026-11-23', minutes: 90, count: 1 },
    ])
  })

  it('ignore a row that the view does not hold, and say so by identity', () => {
    expect(patchSums(noSums, { userId: 'ana' }, { before: null, after: row })).toBe(noSums)
    expect(patchSums(noSums, { to: '2026-11-23' }, { before: null, after: row })).toBe(noSums)
  })
})

describe('one patch for all caches', () => {
  it('reaches every list and every sum, each by its own filter', () => {
    const queryClient = new QueryClient()
    const client = createClient({ userId: 'mia' })
    const row = aCheckin({ tags: ['dev'], minutes: 30 })
    const views = [{}, { tag: 'dev' }, { tag: 'ops' }]
    for (const view of views) {
      queryClient.setQueryData(
        checkinPages(client, view).queryKey,
        pagesOf({ items: [], nextCursor: null }),
      )
      queryClient.setQueryData(checkinStats(client, view).queryKey, noSums)
    }
    applyCheckinPatch(queryClient, { before: null, after: row })
    const lists = views.map((view) =>
      ids(queryClient.getQueryData(checkinPages(client, view).queryKey)),
    )
    const sums = views.map(
      (view) =>
        queryClient.getQueryData<CheckinStats>(checkinStats(client, view).queryKey)?.minutes,
    )
    expect(lists).toEqual([[[row.id]], [[row.id]], [[]]])
    expect(sums).toEqual([30, 30, 0])
  })
})
