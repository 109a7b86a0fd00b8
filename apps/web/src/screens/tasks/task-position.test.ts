import { generateNKeysBetween } from 'fractional-indexing'
import { expect, test } from 'vitest'
import { numbers } from '../../../test/samples.ts'
import { byPosition, type Place, placesFor } from './task-position.ts'

const column = (...positions: string[]): Place[] =>
  positions.map((position, index) => ({ id: `t${index}`, position }))

function moved(places: readonly Place[], id: string, index: number): string[] {
  const changes = new Map(placesFor(places, id, index).map((one) => [one.id, one.position]))
  const all = places.some((place) => place.id === id) ? places : [...places, { id, position: '' }]
  return all
    .map((place) => ({ ...place, position: changes.get(place.id) ?? place.position }))
    .sort(byPosition)
    .map((place) => place.id)
}

test('a task lands exactly where it is put, in any column', () => {
  for (const random of numbers(200)) {
    const size = Math.floor(random * 12)
    const keys = generateNKeysBetween(null, null, 12)
    const places = column(...keys.slice(0, size).map((key, i) => keys[Math.floor(i / 2)] ?? key))
    const index = Math.floor(random * 997) % (size + 1)
    const order = places.map(({ id }) => id)
    expect(moved(places, 'new', index)).toEqual(order.toSpliced(index, 0, 'new'))
  }
})

test('one write is enough unless neighbours share a position', () => {
  expect(placesFor(column('a0', 'a1', 'a2'), 'new', 1)).toHaveLength(1)
  expect(placesFor(column('a0', 'a0', 'a0', 'a1'), 'new', 1).map(({ id }) => id)).toEqual([
    'new',
    't1',
    't2',
  ])
})

test('a task that stays where it is keeps its neighbours', () => {
  expect(moved(column('a0', 'a1', 'a2'), 't1', 1)).toEqual(['t0', 't1', 't2'])
})
