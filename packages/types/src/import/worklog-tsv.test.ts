import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CheckinBatchItem } from '../checkins.ts'
import { readWorklog } from './worklog-tsv.ts'
import { WorklogUnreadable } from './worklog-unreadable.ts'

const packageRoot = join(import.meta.dirname, '../..')
const excerpt = readFileSync(join(packageRoot, 'fixtures/worklog-excerpt.tsv'), 'utf8')
const header = 'at\tperson\tminutes\ttype\tscope\ttext'
const line = (change: Partial<Record<string, string>> = {}) => {
  const cells = {
    at: '2026-11-24T10:05:00+01:00',
    person: 'P001',
    minutes: '30',
    type: 'fix',
    scope: 'build',
    text: 'fix nav',
    ...change,
  }
  return [cells.at, cells.person, cells.minutes, cells.type, cells.scope, cells.text].join('\t')
}
const read = (...lines: string[]) => readWorklog([header, ...lines].join('\n'))
const itemOf = (change: Partial<Record<string, string>>) => read(line(change)).rows[0]?.item
const reasonOf = (change: Partial<Record<string, string>>) => read(line(change)).refused[0]?.reason
const idsOf = (text: string) => readWorklog(text).rows.map((row) => row.item.sourceId)

function unreadable(text: string): string {
  try {
    readWorklog(text)
  } catch (error) {
    if (error instanceof WorklogUnreadable) return error.message
    throw error
  }
  return 'it was read'
}

describe('a line becomes a check-in', () => {
  test('every column finds its field', () => {
    expect(read(line()).rows).toEqual([
      {
        line: 2,
        person: 'P001',
        item: {
          activity: 'fix nav',
          minutes: 30,
          tags: ['fix', 'build'],
          workDate: '2026-11-24',
          sourceId: expect.stringMatching(/^worklog:[0-9a-f]{32}:1$/),
        },
      },
    ])
  })

  test.each([
    ['2026-11-24T23:59:59+09:00', '2026-11-24'],
    ['2026-11-24T00:00:01-11:00', '2026-11-24'],
    ['2024-02-29T12:00Z', '2024-02-29'],
    ['2026-11-24 10:05:00.123+0530', '2026-11-24'],
  ])('%s was worked on the day of its own offset', (at, workDate) => {
    expect(itemOf({ at })?.workDate).toBe(workDate)
  })

  test.each([
    ['moduleResolve', 'fix', ['fix', 'moduleresolve']],
    ['qwik template', 'fix', ['fix', 'qwik-template']],
    ['build/css', 'reafctor', ['reafctor', 'build/css']],
    ['#"Two  Words"', '', ['two-words']],
    ['', '', []],
    ['DOCS', 'docs', ['docs']],
    ['# ', '"', []],
    ['cafe\u0301', 'fix', ['fix', 'café']],
  ])('scope %j and type %j become tags', (scope, type, tags) => {
    expect(itemOf({ scope, type })?.tags).toEqual(tags)
  })

  test('quotes in a text are text, also at its start', () => {
    const text = '"glob" and `import "./worker?worker"`'
    expect(itemOf({ text })?.activity).toBe(text)
  })

  test('controls and direction marks leave the text, and it is NFC with single spaces', () => {
    const text = ' cafe\u0301 \u0007\u202eabc\u0000  d\ud800 '
    expect(itemOf({ text })?.activity).toBe('café abc d\ufffd')
  })

  test('500 characters are kept whole, also of four bytes each', () => {
    const text = '🚀'.repeat(500)
    expect(itemOf({ text })?.activity).toBe(text)
  })
})

describe('a bad line refuses only itself, with its number and the reason', () => {
  test.each([
    [{ minutes: '0' }, 'Time must be more than 0.'],
    [{ minutes: '1441' }, 'One check-in holds at most 24 hours.'],
    [{ minutes: '9'.repeat(400) }, 'One check-in holds at most 24 hours.'],
    [{ minutes: '1.5' }, '“minutes” must be a whole number.'],
    [{ minutes: '-5' }, '“minutes” must be a whole number.'],
    [{ minutes: '1e2' }, '“minutes” must be a whole number.'],
    [{ minutes: 'NaN' }, '“minutes” must be a whole number.'],
    [{ minutes: '٣٠' }, '“minutes” must be a whole number.'],
    [{ minutes: '' }, '“minutes” is empty.'],
    [{ at: '2026-02-30T10:00:00Z' }, 'That day does not exist.'],
    [{ at: '2023-02-29T10:00:00Z' }, 'That day does not exist.'],
    [{ at: '1999-12-31T10:00:00Z' }, 'The year must be 2000 to 2099.'],
    [{ at: '2026-11-24T24:00:00Z' }, 'That is not a time of day.'],
    [{ at: '2026-11-24T10:00:00+15:00' }, 'That offset does not exist.'],
    [{ at: '2026-11-24T10:00:00' }, '“at” needs its offset, like 2026-11-24T10:05:00+01:00.'],
    [{ at: '24/11/2026' }, '“at” must be a date and time like 2026-11-24T10:05:00+01:00.'],
    [{ at: '' }, '“at” must be a date and time like 2026-11-24T10:05:00+01:00.'],
    [{ text: '\u200b ' }, '“text” is empty.'],
    [{ text: 'x'.repeat(501) }, '“text” holds at most 500 characters.'],
    [{ text: 'x'.repeat(1_000_000) }, '“text” holds at most 500 characters.'],
    [{ person: ' ' }, '“person” is empty.'],
    [{ scope: 'x'.repeat(51) }, 'A tag holds 50 characters.'],
    [{ text: 'a\tb' }, 'The line has more than 6 columns. Remove the tabs inside its text.'],
  ])('%j', (change, reason) => {
    const { rows, refused } = read(line(), line(change), line())
    expect(rows.map((row) => row.line)).toEqual([2, 4])
    expect(refused).toEqual([{ line: 3, reason, found: refused[0]?.found ?? null }])
  })

  test('what stood there is shown, cut to a glance', () => {
    expect(read(line({ minutes: '1.5' })).refused[0]?.found).toBe('1.5')
    expect(read(line({ minutes: 'x'.repeat(90) })).refused[0]?.found).toBe(`${'x'.repeat(40)}…`)
    expect(read(line({ minutes: 'x'.repeat(900) })).refused[0]?.found).toBe(`${'x'.repeat(40)}…`)
    expect(read(line({ minutes: '' })).refused[0]?.found).toBeNull()
    expect(read(line({ minutes: '\u001b[2J3' })).refused[0]?.found).toBe('[2J3')
  })

  test('a line cut off before its text names the text', () => {
    expect(read('2026-11-24T10:05:00Z\tP001\t30').refused[0]?.reason).toBe('“text” is empty.')
    expect(reasonOf({})).toBeUndefined()
  })
})

describe('the shape of the file', () => {
  test('the order of columns is free and others are ignored', () => {
    const shuffled =
      'Text\tNote\tscope\ttype\tMINUTES\tperson\tat \nfix nav\tx\tbuild\tfix\t30\tP001\t'
    expect(idsOf(`${shuffled}2026-11-24T10:05:00+01:00`)).toEqual(idsOf(`${header}\n${line()}`))
  })

  test('a byte order mark, CRLF, old line ends, blank lines and no last line end change nothing', () => {
    const plain = idsOf(excerpt)
    expect(plain).toHaveLength(40)
    expect(idsOf(`\ufeff${excerpt.replaceAll('\n', '\r\n')}`)).toEqual(plain)
    expect(idsOf(excerpt.replaceAll('\n', '\r'))).toEqual(plain)
    expect(idsOf(excerpt.replaceAll('\n', '\n\n').trimEnd())).toEqual(plain)
  })

  test('line numbers are those of the file, blank lines counted', () => {
    expect(readWorklog(`${header}\n\n${line()}\n\n${line({ minutes: 'x' })}`)).toMatchObject({
      rows: [{ line: 3 }],
      refused: [{ line: 5 }],
    })
  })

  test('a missing column is named with the fix', () => {
    expect(unreadable('at\tperson\tminutes\ttype\ttext\n')).toBe(
      'The column scope is missing. The first line has to name: ' +
        'at, person, minutes, type, scope, text.',
    )
    expect(unreadable('at\tperson\n')).toMatch(
      /^The columns minutes, type, scope, text are missing/,
    )
  })

  test('a column that is there twice is named', () => {
    expect(unreadable(`${header}\ttext`)).toMatch(/^The column text is there twice/)
  })

  test('CSV and prose are told apart from tab-separated text', () => {
    expect(unreadable('at,person,minutes,type,scope,text')).toMatch(/looks like CSV/)
    expect(unreadable('# My notes\n\nhello')).toMatch(/^The first line has no tabs/)
  })

  test('an empty file says what it needs, and a header alone is no lines', () => {
    expect(unreadable('')).toMatch(/^There is nothing in it/)
    expect(unreadable('\n \n')).toMatch(/^There is nothing in it/)
    expect(readWorklog(header)).toEqual({ rows: [], refused: [] })
  })
})

describe('source ids make a second import harmless', () => {
  const body = excerpt.trimEnd().split('\n').slice(1)
  const repeated = [...body, ...body.slice(0, 5), ...body.slice(0, 2)]
  const idSet = (lines: readonly string[]) => new Set(idsOf([header, ...lines].join('\n')))

  test('lines that repeat a text on one day keep an id each, and so do exact repeats', () => {
    expect(new Set(idsOf(excerpt)).size).toBe(40)
    expect(idSet(repeated).size).toBe(47)
  })

  test('any cut, order or addition of lines asks for no id that the whole file has not', () => {
    const all = idSet(repeated)
    const arrangement = fc.shuffledSubarray(repeated, { minLength: 1 })
    fc.assert(
      fc.property(arrangement, (some) => {
        const ids = idSet(some)
        expect(ids.size).toBe(some.length)
        expect([...ids].filter((id) => !all.has(id))).toEqual([])
      }),
      { seed: 7, numRuns: 200 },
    )
  })

  test('a corrected estimate is the same piece of work; anything else is another', () => {
    const id = itemOf({})?.sourceId
    expect(itemOf({ minutes: '45' })?.sourceId).toBe(id)
    for (const change of [
      { person: 'P002' },
      { at: '2026-11-24T10:05:01+01:00' },
      { type: 'feat' },
      { scope: 'css' },
      { text: 'fix nav bar' },
      { type: 'fix build', scope: '' },
    ]) {
      expect(itemOf(change)?.sourceId).not.toBe(id)
    }
  })

  test('ids do not change between versions of this reader', () => {
    expect(itemOf({})?.sourceId).toMatchInlineSnapshot(
      `"worklog:b5cdfe7b2d2806588ea321dcf7c69863:1"`,
    )
  })
})

describe('any input', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom('30', '1440', 'fix', '2026-11-24T10:05:00Z', '#', '"', '\u2028', '\ud800', 'İ'),
  )

  test('whatever is not refused is accepted unchanged by the contract', () => {
    const rows = fc.record({ text: cell, type: cell, scope: cell, person: cell })
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 20 }), (changes) => {
        for (const { item } of read(...changes.map(line)).rows) {
          expect(CheckinBatchItem.parse(item)).toEqual(item)
        }
      }),
      { seed: 11, numRuns: 400 },
    )
  })

  test('no text throws anything but the one error for a file', () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 40 }), (cells) => {
        unreadable(cells.join('\t'))
        read(cells.join('\t'))
      }),
      { seed: 13, numRuns: 400 },
    )
  })
})

// The full log is not part of the repository; its excerpt above always runs.
const worklogPath = process.env.WORKLOG_TSV ?? join(packageRoot, '../../../shared/data/worklog.tsv')
if (existsSync(worklogPath)) {
  test('the full work log converts without a refused line, one id per line', () => {
    const { rows, refused } = readWorklog(readFileSync(worklogPath, 'utf8'))
    expect(refused).toEqual([])
    expect(rows).toHaveLength(7722)
    expect(new Set(rows.map((row) => row.item.sourceId)).size).toBe(7722)
    expect(new Set(rows.map((row) => row.person)).size).toBe(1340)
    for (const { item } of rows) expect(CheckinBatchItem.parse(item)).toEqual(item)
  })
}
