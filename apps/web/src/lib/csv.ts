export type Cells = {
  rows: string[][]
  /** There is more in the text than `rows` holds. */
  isCut: boolean
}

const separators = [',', ';', '\t'] as const

/**
 * The first rows of a text of separated values as in RFC 4180, with the separator that its first
 * line has most of. Never throws: a quote that is not closed runs to the end of the text.
 */
export function readCells(text: string, rowsMax: number): Cells {
  const separator = separatorOf(text)
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  const endCell = () => {
    row.push(cell)
    cell = ''
  }
  const endRow = () => {
    endCell()
    if (row.some((value) => value !== '')) rows.push(row)
    row = []
  }
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (isQuoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') cell += text[at++]
      else isQuoted = false
    } else if (sign === '"' && cell === '') isQuoted = true
    else if (sign === separator) endCell()
    else if (sign === '\n' || sign === '\r') endRow()
    else cell += sign
    if (rows.length === rowsMax) return { rows, isCut: text.slice(at + 1).trim() !== '' }
  }
  endRow()
  return { rows, isCut: false }
}

function separatorOf(text: string): string {
  const [line = ''] = text.split(/[\r\n]/, 1)
  const counts = separators.map((sign) => line.split(sign).length)
  return separators[counts.indexOf(Math.max(...counts))] ?? ','
}
