import { expect, test } from 'vitest'
import { readCells } from './csv.ts'

const rowsOf = (text: string) => readCells(text, 100).rows

test('cells are separated by commas, semicolons or tabs, whichever the first line has most of', () => {
  const table = [
    ['a', 'b'],
    ['1', '2'],
  ]
  expect(rowsOf('a,b\n1,2')).toEqual(table)
  expect(rowsOf('a;b\r\n1;2\r\n')).toEqual(table)
  expect(rowsOf('a\tb\r1\t2')).toEqual(table)
})

test('a quoted cell may hold separators, lines and quotes', () => {
  expect(rowsOf('"a, b","c\nd","say ""no"""\nx,,z')).toEqual([
    ['a, b', 'c\nd', 'say "no"'],
    ['x', '', 'z'],
  ])
})

test('a quote inside a cell is a quote, and one that never ends runs to the end', () => {
  expect(rowsOf('5" pipe,x')).toEqual([['5" pipe', 'x']])
  expect(rowsOf('a,"b\nc')).toEqual([['a', 'b\nc']])
})

test('empty lines are no rows', () => {
  expect(rowsOf('\n\na\n\n')).toEqual([['a']])
  expect(rowsOf('')).toEqual([])
})

test('it stops at the most rows and says whether there were more', () => {
  expect(readCells('a\nb\nc', 2)).toEqual({ rows: [['a'], ['b']], isCut: true })
  expect(readCells('a\nb\n\n', 2)).toEqual({ rows: [['a'], ['b']], isCut: false })
})
