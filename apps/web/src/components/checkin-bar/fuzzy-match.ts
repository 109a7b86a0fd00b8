/** How well a query fits: 4 whole, 3 its start, 2 the start of a part, 1 letters in order. */
export type Match = 1 | 2 | 3 | 4

/** True when the query is typed as it stands, not merely scattered over the text. */
export const isTight = (match: Match): boolean => match >= 2

/** Null when the query does not fit at all; an empty query fits everything. */
export function matchOf(query: string, text: string): Match | null {
  const wanted = query.toLowerCase()
  const given = text.toLowerCase()
  if (given === wanted) return 4
  if (given.startsWith(wanted)) return 3
  if (given.split(/[-_./&]/).some((part) => part.startsWith(wanted))) return 2
  return wanted.length >= 2 && isScattered(wanted, given) ? 1 : null
}

function isScattered(wanted: string, given: string): boolean {
  let at = 0
  for (const letter of wanted) {
    const found = given.indexOf(letter, at)
    if (found === -1) return false
    at = found + letter.length
  }
  return true
}
