import { expect, test } from 'vitest'
import { showProgress } from './import-progress.ts'
import { reportImport } from './import-report.ts'

const outcome = { sent: 3, created: 1200, existing: 2, refused: [], stopped: null }
const base = { outcome, refusedInFile: [], leftOut: 0, dryRun: false, verbose: false }
const refusedLines = (count: number, reason = 'Time must be more than 0.') =>
  Array.from({ length: count }, (_, index) => ({ line: index + 2, reason, found: '0' }))

test('the counts stand in one column', () => {
  expect(reportImport(base)).toBe('1,200  created\n    2  already there\n    0  refused\n')
})

test('a dry run does not claim to have written, and people left out are counted', () => {
  const report = reportImport({ ...base, dryRun: true, leftOut: 6312 })
  expect(report).toContain('1,200  would be created')
  expect(report).toContain('6,312  of other people, left out')
})

test('refused lines of the file and of the app are grouped by reason with their numbers', () => {
  const report = reportImport({
    ...base,
    outcome: { ...outcome, refused: [{ line: 90, reason: 'Not visible.', found: null }] },
    refusedInFile: refusedLines(2),
  })
  expect(report).toContain('    3  refused')
  expect(report).toContain(
    [
      'Refused lines:',
      '  Time must be more than 0. (2 lines)',
      '    line 2: 0',
      '    line 3: 0',
      '  Not visible. (1 line)',
      '    line 90',
      '',
    ].join('\n'),
  )
})

test('twenty refused lines are listed and the rest counted, unless all are asked for', () => {
  const refusedInFile = [...refusedLines(25), ...refusedLines(10, 'That day does not exist.')]
  const shown = reportImport({ ...base, refusedInFile })
  expect(shown.match(/ {4}line /g)).toHaveLength(20)
  expect(shown).toContain('That day does not exist. (10 lines)')
  expect(shown).toContain('and 15 more; --verbose lists them all.')
  const all = reportImport({ ...base, refusedInFile, verbose: true })
  expect(all.match(/ {4}line /g)).toHaveLength(35)
  expect(all).not.toContain('--verbose')
})

function draw(isTTY: boolean, steps: number[]): string {
  let text = ''
  const screen = { isTTY, columns: 60, write: (part: string) => (text += part) }
  const progress = showProgress(screen, 1000)
  for (const done of steps) progress.update(done)
  progress.note('Waiting.')
  progress.end()
  return text
}

test('without a terminal the progress is a plain line for each tenth', () => {
  expect(draw(false, [50, 120, 130, 500, 1000])).toBe(
    '120 of 1,000 lines\n500 of 1,000 lines\n1,000 of 1,000 lines\nWaiting.\n',
  )
})

test('on a terminal one line is drawn over and leaves nothing behind', () => {
  const text = draw(true, [500])
  expect(text).toContain('[############............]  50 %  500 of 1,000 lines')
  expect(text).toContain('\r\u001b[2KWaiting.\n')
  expect(text.endsWith('\r\u001b[2K')).toBe(true)
})
