import fc from 'fast-check'
import { expect, test } from 'vitest'
import { limits } from '../limits.ts'
import { batchLimits, countPeople, planImport } from './import-plan.ts'
import type { WorklogRow } from './worklog-tsv.ts'

function aRow(line: number, change: { person?: string; activity?: string } = {}): WorklogRow {
  const { person = 'P001', activity = 'fix nav' } = change
  const sourceId = `worklog:${line}`
  return {
    line,
    person,
    item: { activity, minutes: 30, tags: ['fix'], workDate: '2026-11-24', sourceId },
  }
}
const rowsOf = (count: number) => Array.from({ length: count }, (_, index) => aRow(index + 2))

test.each([
  [0, []],
  [1, [1]],
  [500, [500]],
  [501, [500, 1]],
  [1250, [500, 500, 250]],
])('%i lines of one user become batches of at most 500', (count, sizes) => {
  const plan = planImport(rowsOf(count), { everyone: 'u1' })
  expect(plan.batches.map((batch) => batch.items.length)).toEqual(sizes)
  expect(plan).toMatchObject({ lines: count, leftOut: 0 })
})

test('long texts are cut into batches that the api takes', () => {
  const rows = Array.from({ length: 1000 }, (_, index) =>
    aRow(index + 2, { activity: '🚀'.repeat(500) }),
  )
  const plan = planImport(rows, { everyone: 'u1' })
  expect(plan.batches.length).toBeGreaterThan(2)
  expect(plan.batches.flatMap((batch) => batch.lines)).toHaveLength(1000)
})

test('only the named people are imported, each as their own user, and the others are counted', () => {
  const rows = ['P001', 'P070', 'P002', 'P070', 'P001'].map((person, index) =>
    aRow(index + 2, { person }),
  )
  const people = new Map([
    ['P070', 'ana'],
    ['P002', 'ben'],
  ])
  const plan = planImport(rows, { people })
  expect(plan.batches.map(({ userId, lines }) => ({ userId, lines }))).toEqual([
    { userId: 'ana', lines: [3, 5] },
    { userId: 'ben', lines: [4] },
  ])
  expect(plan).toMatchObject({ lines: 3, leftOut: 2 })
})

test('every line is sent once, in file order, within both limits, whatever the file', () => {
  const row = fc.record({
    person: fc.constantFrom('P001', 'P002', 'P003', 'P004'),
    activity: fc.string({ unit: 'binary', minLength: 1, maxLength: 500 }),
  })
  const mapping = new Map([
    ['P001', 'ana'],
    ['P002', 'ben'],
    ['P003', 'ana'],
  ])
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 60 }),
      fc.integer({ min: 1, max: 40 }),
      (some, times) => {
        const rows = Array.from({ length: times }, () => some)
          .flat()
          .map((change, index) => aRow(index + 2, change))
        const plan = planImport(rows, { people: mapping })
        for (const { userId, items, lines } of plan.batches) {
          const body = JSON.stringify({ source: 'import', dryRun: false, items })
          expect(items.length).toBeLessThanOrEqual(batchLimits.items)
          expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(batchLimits.bytes)
          expect(lines).toEqual(lines.toSorted((a, b) => a - b))
          for (const line of lines) expect(mapping.get(rows[line - 2]?.person ?? '')).toBe(userId)
        }
        const sent = plan.batches.flatMap((batch) => batch.lines)
        const wanted = rows.filter(({ person }) => mapping.has(person)).map(({ line }) => line)
        expect(sent.toSorted((a, b) => a - b)).toEqual(wanted)
        expect(plan.lines + plan.leftOut).toBe(rows.length)
      },
    ),
    { seed: 5, numRuns: 40 },
  )
})

test('a batch of the plan is smaller than what the api takes', () => {
  expect(batchLimits.items).toBeLessThanOrEqual(limits.batchItems)
  expect(batchLimits.bytes).toBeLessThanOrEqual(limits.batchBodyBytes)
})

test('people are counted with the busiest first', () => {
  const rows = ['P2', 'P1', 'P3', 'P3'].map((person, index) => aRow(index, { person }))
  expect(countPeople(rows)).toEqual([
    { person: 'P3', lines: 2 },
    { person: 'P1', lines: 1 },
    { person: 'P2', lines: 1 },
  ])
})
