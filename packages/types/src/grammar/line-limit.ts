import { codePoints, nfc } from './characters.ts'

/** The most code points a line may have, as typed and after NFC. */
export const maxLineLength = 500

/** Refuses a line of more than 1,000 UTF-16 units without looking at it. */
export const isTooLong = (line: string): boolean =>
  line.length > 2 * maxLineLength ||
  (line.length > maxLineLength && codePoints(line) > maxLineLength) ||
  codePoints(nfc(line)) > maxLineLength
