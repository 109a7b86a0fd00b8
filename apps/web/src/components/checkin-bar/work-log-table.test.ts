import { expect, test } from 'vitest'
import { isWorkLogTable } from './work-log-table.ts'

test('a table that names the columns of a work log is one, whatever their order', () => {
  expect(isWorkLogTable('at\tperson\tminutes\ttype\tscope\ttext\n2026\tP1\t30\tfeat\t\tx')).toBe(
    true,
  )
  expect(isWorkLogTable('\ufeffText\tMinutes\tPerson\r\nx\t30\tP1')).toBe(true)
})

test('check-ins that hold tabs, a lone header and plain lines stay with the bar', () => {
  expect(isWorkLogTable('2h\t#dev\tfix nav\n1h\t#ops\tpatch')).toBe(false)
  expect(isWorkLogTable('at\tperson\tminutes')).toBe(false)
  expect(isWorkLogTable('2h #dev fix\n1h #ops patch')).toBe(false)
})
