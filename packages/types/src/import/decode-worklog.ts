import { WorklogUnreadable } from './worklog-unreadable.ts'

const newline = 0x0a

/**
 * The text of a file, without a byte order mark. Throws `WorklogUnreadable` for bytes that are not
 * UTF-8 text: guessing an encoding would store damaged words that nobody notices.
 */
export function decodeWorklog(bytes: Uint8Array): string {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new WorklogUnreadable('This file is UTF-16. Save it as UTF-8 and try again.')
  }
  if (bytes.includes(0)) {
    throw new WorklogUnreadable('This is not a text file. Choose a tab-separated file (.tsv).')
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new WorklogUnreadable(
      `Line ${firstDamagedLine(bytes)} is not UTF-8. Save the file as UTF-8 and try again.`,
    )
  }
}

// No byte of a longer UTF-8 sequence is a line feed, so each line can be judged by itself.
function firstDamagedLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  let start = 0
  while (start < bytes.length) {
    const found = bytes.indexOf(newline, start)
    const end = found === -1 ? bytes.length : found
    try {
      decoder.decode(bytes.subarray(start, end))
    } catch {
      return line
    }
    line++
    start = end + 1
  }
  return line
}
