import { describe, expect, it } from 'vitest'
import { mergeHead } from './checkin-head.ts'
import { aCheckin } from './checkin-test-rows.ts'

const rows = Array.from({ length: 6 }, () => aCheckin()).reverse()
const [a, b, c, d, e, f] = rows.map((row) => row.id)
const loaded = {
  pages: [
    { items: rows.slice(0, 3), nextCursor: 'c1' },
    { items: rows.slice(3), nextCursor: 'c2' },
  ],
  pageParams: [null, 'c1'],
}
const ids = (pages: typeof loaded) => pages.pages.map((page) => page.items.map((row) => row.id))

describe('a fresh first page over the loaded ones', () => {
  it('adds what is new on top and keeps every older page', () => {
    const fresh = aCheckin()
    const merged = mergeHead(loaded, { items: [fresh, ...rows.slice(0, 2)], nextCursor: 'x' })
    expect(ids(merged as typeof loaded)).toEqual([
      [fresh.id, a, b, c],
      [d, e, f],
    ])
    expect(merged.pages.at(-1)?.nextCursor).toBe('c2')
  })

  it('drops a row that was deleted elsewhere, inside the range it covers', () => {
    const head = { items: rows.filter((row) => row.id !== b).slice(0, 3), nextCursor: 'x' }
    expect(ids(mergeHead(loaded, head) as typeof loaded)).toEqual([
      [a, c, d],
      [e, f],
    ])
  })

  it('starts over when more than a page is new, rather than leave a hole', () => {
    const head = { items: [aCheckin(), aCheckin()].reverse(), nextCursor: 'x' }
    expect(mergeHead(loaded, head)).toEqual({ pages: [head], pageParams: [null] })
  })

  it('is everything when there is no further page', () => {
    const head = { items: rows.slice(0, 1), nextCursor: null }
    expect(mergeHead(loaded, head)).toEqual({ pages: [head], pageParams: [null] })
  })

  it('keeps the identity of unchanged rows and takes the changed ones', () => {
    const [first, second] = rows
    if (!first || !second) throw new Error('no rows')
    const changed = { ...second, version: 2 }
    const head = { items: [{ ...first }, changed], nextCursor: 'x' }
    const [page] = mergeHead(loaded, head).pages
    expect(page?.items[0]).toBe(first)
    expect(page?.items[1]).toBe(changed)
  })
})
