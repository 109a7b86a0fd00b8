import { expect, test } from 'vitest'
import { decodeWorklog } from './decode-worklog.ts'
import { WorklogUnreadable } from './worklog-unreadable.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

function messageOf(bytes: Uint8Array): string {
  try {
    decodeWorklog(bytes)
  } catch (error) {
    if (error instanceof WorklogUnreadable) return error.message
    throw error
  }
  return 'it was read'
}

test('UTF-8 is read and its byte order mark is dropped', () => {
  expect(decodeWorklog(bytesOf('\ufeffat\ttext\n2026\tPrüfung 🚀'))).toBe(
    'at\ttext\n2026\tPrüfung 🚀',
  )
})

test('bytes that are not UTF-8 are refused with the number of their line', () => {
  const latin1 = Uint8Array.from([...bytesOf('at\ttext\nok\tfine\n2026\tPr'), 0xfc, 0x66])
  expect(messageOf(latin1)).toBe('Line 3 is not UTF-8. Save the file as UTF-8 and try again.')
})

test('a sequence cut off by the end of the file is refused with its line', () => {
  expect(messageOf(Uint8Array.from([...bytesOf('a\nb\nc'), 0xf0, 0x9f]))).toMatch(/^Line 3 /)
})

test('UTF-16 is named for what it is', () => {
  expect(messageOf(Uint8Array.from([0xff, 0xfe, 0x61, 0x00]))).toMatch(/^This file is UTF-16/)
})

test('a file with NUL bytes is not taken for text', () => {
  expect(messageOf(bytesOf('at\u0000'))).toMatch(/^This is not a text file/)
})
