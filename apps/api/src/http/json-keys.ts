/**
 * The first key that stands twice in one object of a well-formed JSON text, null when none does.
 * `JSON.parse` keeps the last one silently, so the sender and we would mean different things.
 */
export function findRepeatedKey(json: string): string | null {
  // One entry per open bracket: the keys of an object so far, or null in an array.
  const open: (Set<string> | null)[] = []
  for (let at = 0; at < json.length; at++) {
    const char = json[at]
    if (char === '{') open.push(new Set())
    else if (char === '[') open.push(null)
    else if (char === '}' || char === ']') open.pop()
    else if (char === '"') {
      const end = endOfString(json, at)
      const keys = open.at(-1)
      if (keys && isKey(json, end)) {
        // Two spellings of one key, such as \u0061 and a, are the same key.
        const key = JSON.parse(json.slice(at, end + 1)) as string
        if (keys.has(key)) return key
        keys.add(key)
      }
      at = end
    }
  }
  return null
}

/** The index of the closing quote; `at` is the opening one. */
function endOfString(json: string, at: number): number {
  for (let i = at + 1; i < json.length; i++) {
    if (json[i] === '\\') i++
    else if (json[i] === '"') return i
  }
  return json.length
}

// Only a key is followed by a colon.
function isKey(json: string, end: number): boolean {
  let i = end + 1
  while (json[i] === ' ' || json[i] === '\n' || json[i] === '\r' || json[i] === '\t') i++
  return json[i] === ':'
}
