import { Checkin, CheckinPage } from '@worksmart/types/checkins'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { type CheckinRow, checkinColumns, toCheckin } from '../checkins/checkins.queries.ts'
import { columnsOf, compileRowWriter, readTextArray } from './row-writer.ts'

const writeRow = compileRowWriter(checkinColumns)

const anyText = fc.string({ unit: 'binary', maxLength: 30 }).filter((s) => s.isWellFormed())
const text = anyText.map((s) => s.replaceAll('\u0000', ''))
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

/** As Postgres writes a timestamp in UTC: no zero at the end of the fraction, `+00` behind it. */
const stamp = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) =>
    date
      .toISOString()
      .replace('T', ' ')
      .replace(/\.?0*Z$/, '+00'),
  )

/** As Postgres writes an array. */
function arrayText(items: string[]): string {
  const quoted = items.map((item) =>
    item === '' || /[{},"\\\s]|^null$/i.test(item) ? `"${item.replace(/["\\]/g, '\\$&')}"` : item,
  )
  return `{${quoted.join(',')}}`
}

const row = fc.record({
  id: fc.uuid(),
  userId: fc.uuid(),
  text: fc.option(text),
  activity: text,
  minutes: fc.integer({ min: 1, max: 1440 }),
  tags: fc.array(text, { maxLength: 5 }),
  workDate: day,
  startedAt: fc.option(stamp),
  endedAt: fc.option(stamp),
  timeZone: fc.option(fc.constantFrom('Europe/London', 'UTC')),
  projectId: fc.option(fc.uuid()),
  taskId: fc.option(fc.uuid()),
  source: fc.constantFrom('web', 'import', 'api', 'sample'),
  createdAt: stamp,
  updatedAt: stamp,
  version: fc.integer({ min: 1, max: 1_000_000 }),
})

describe('the row writer', () => {
  test('writes what the slow way writes, for any row', () => {
    fc.assert(
      fc.property(row, (made) => {
        const cells = checkinColumns.map(({ key }) => {
          const value = made[key as keyof typeof made]
          if (value === null) return null
          return Array.isArray(value) ? arrayText(value) : String(value)
        })
        const written: unknown = JSON.parse(writeRow(cells))
        const slow = toCheckin(made as unknown as CheckinRow)
        expect(written).toEqual(slow)
        expect(Checkin.parse(written)).toEqual(slow)
      }),
      { numRuns: 500 },
    )
  })

  test('writes rows that the contract of the page takes', () => {
    const cells = [
      '01a1fca8-9669-75d3-9e35-41d3a84fc3b9',
      '01a1fca8-9669-75d3-9e35-41d3a84fc3b9',
      null,
      'quotes " and \\ and \u0001 and 🙂 and \u2028',
      '60',
      '{}',
      '2026-11-24',
      null,
      null,
      null,
      null,
      null,
      'web',
      '2026-11-24 10:05:00+00',
      '2026-11-24 10:05:00.5+00',
      '1',
    ]
    const page = CheckinPage.parse(JSON.parse(`{"items":[${writeRow(cells)}],"nextCursor":null}`))
    expect(page.items[0]?.activity).toBe(cells[3])
    expect(page.items[0]?.createdAt).toBe('2026-11-24T10:05:00.000Z')
    expect(page.items[0]?.updatedAt).toBe('2026-11-24T10:05:00.500Z')
  })

  test('refuses to start with a kind of field that it cannot write', () => {
    expect(() => columnsOf(z.object({ odd: z.record(z.string(), z.string()) }))).toThrow('"odd"')
    expect(() => columnsOf(z.object({ odd: z.array(z.number()) }))).toThrow('"odd"')
    expect(() => columnsOf(z.object({ odd: z.date() }))).toThrow('"odd"')
  })

  test('writes yes and no, and JSON as Postgres wrote it', () => {
    const kinds = z.object({
      yes: z.boolean(),
      no: z.boolean(),
      free: z.unknown(),
      list: z.array(z.object({ a: z.int() })),
      none: z.unknown(),
    })
    const write = compileRowWriter(columnsOf(kinds))
    expect(JSON.parse(write(['t', 'f', '{"a": "\\u0022"}', '[{"a": 1}]', null]))).toEqual({
      yes: true,
      no: false,
      free: { a: '"' },
      list: [{ a: 1 }],
      none: null,
    })
  })
})

test.each([
  ['{}', []],
  ['{a}', ['a']],
  ['{a,b}', ['a', 'b']],
  ['{"two words",b}', ['two words', 'b']],
  ['{"a\\"b","c\\\\d"}', ['a"b', 'c\\d']],
  ['{"",b}', ['', 'b']],
  ['{"a,b","{c}"}', ['a,b', '{c}']],
  ['{"NULL"}', ['NULL']],
])('the array %s is read', (cell, items) => {
  expect(readTextArray(cell)).toEqual(items)
})
