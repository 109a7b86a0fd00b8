// docs/security/asvs.md says which test shows which requirement. It is read as it stands: a title that
// no test has, and a requirement that is missing or stands in two places, are found here.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { holdsTest } from './test-titles.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const page = read('docs/security/asvs.md')

/** How many requirements each section of version 5.0.0 has at levels 1 and 2; they come first in it. */
const sections: Record<string, number> = {
  ...{ 'V1.1': 2, 'V1.2': 9, 'V1.3': 11, 'V1.4': 3, 'V1.5': 2 },
  ...{ 'V2.1': 3, 'V2.2': 3, 'V2.3': 4, 'V2.4': 1 },
  ...{ 'V3.2': 2, 'V3.3': 4, 'V3.4': 6, 'V3.5': 5, 'V3.7': 2 },
  ...{ 'V4.1': 3, 'V4.2': 1, 'V4.3': 2, 'V4.4': 4 },
  ...{ 'V5.1': 1, 'V5.2': 3, 'V5.3': 2, 'V5.4': 3 },
  ...{ 'V6.1': 3, 'V6.2': 12, 'V6.3': 4, 'V6.4': 4, 'V6.5': 5, 'V6.6': 3, 'V6.8': 4 },
  ...{ 'V7.1': 3, 'V7.2': 4, 'V7.3': 2, 'V7.4': 5, 'V7.5': 2, 'V7.6': 2 },
  ...{ 'V8.1': 2, 'V8.2': 3, 'V8.3': 1, 'V8.4': 1 },
  ...{ 'V9.1': 3, 'V9.2': 4 },
  ...{ 'V10.1': 2, 'V10.2': 2, 'V10.3': 4, 'V10.4': 11, 'V10.5': 5, 'V10.6': 2, 'V10.7': 3 },
  ...{ 'V11.1': 2, 'V11.2': 3, 'V11.3': 3, 'V11.4': 4, 'V11.5': 1, 'V11.6': 1 },
  ...{ 'V12.1': 3, 'V12.2': 2, 'V12.3': 4 },
  ...{ 'V13.1': 1, 'V13.2': 5, 'V13.3': 2, 'V13.4': 5 },
  ...{ 'V14.1': 2, 'V14.2': 4, 'V14.3': 3 },
  ...{ 'V15.1': 3, 'V15.2': 3, 'V15.3': 7 },
  ...{ 'V16.1': 1, 'V16.2': 5, 'V16.3': 4, 'V16.4': 3, 'V16.5': 3 },
  ...{ 'V17.1': 1, 'V17.2': 4, 'V17.3': 2 },
}
const asked = Object.entries(sections).flatMap(([section, count]) =>
  Array.from({ length: count }, (_, i) => `${section}.${i + 1}`),
)

/** The cells of each row under a second-level heading that begins with a requirement. */
function rowsUnder(heading: string): string[][] {
  const part = page.split(/^## /m).find((one) => one.startsWith(`${heading}\n`)) ?? ''
  return part
    .split('\n')
    .filter((line) => /^\| V\d/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
}

const tested = rowsUnder('Shown by a test')
const documented = rowsUnder('Shown by a document')
const inapplicable = rowsUnder('Does not apply')
const missing = rowsUnder('Not met, or not shown')
const numbersOf = (rows: string[][]) => [
  ...new Set(rows.flatMap(([first = '']) => first.split(', '))),
]
const fileOf = (cell = '') => cell.replaceAll('`', '')

test('every requirement of levels 1 and 2 stands in one place, and no other number does', () => {
  const parts = [tested, documented, inapplicable, missing].map(numbersOf)
  expect(asked).toHaveLength(253)
  expect(parts.flat().sort()).toEqual([...asked].sort())
})

test('the counts at the top are those of the tables', () => {
  const counts = [...page.matchAll(/^\| [a-z][^|]* \| (\d+) \|$/gm)].map(([, count]) =>
    Number(count),
  )
  expect(counts).toEqual(
    [tested, documented, inapplicable, missing].map((rows) => numbersOf(rows).length),
  )
})

describe('shown by a test', () => {
  test.each(tested)('%s: %s %s %s', (_number, _short, file, title = '') => {
    expect(existsSync(join(root, fileOf(file))), file).toBe(true)
    expect(holdsTest(read(fileOf(file)), title), title).toBe(true)
  })

  test('a title that no test has would be found', () => {
    expect(holdsTest(read('apps/api/test/asvs.test.ts'), ['no', 'such', 'test'].join(' '))).toBe(
      false,
    )
  })
})

test.each(documented)('%s: %s in %s under %s', (_number, _short, file, heading = '') => {
  expect(read(fileOf(file)).split('\n')).toContainEqual(
    expect.stringMatching(new RegExp(`^#+ ${heading}$`)),
  )
})

test.each([...inapplicable, ...missing])('%s says why', (_numbers, why = '') => {
  expect(why).toMatch(/^[A-Z].{8,}\.$/)
})
