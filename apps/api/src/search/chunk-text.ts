// What of a row is searched, cut into pieces that a model sees whole. Pure.

import { createHash } from 'node:crypto'

export const ownerTypes = ['checkin', 'task', 'project', 'document'] as const
export type OwnerType = (typeof ownerTypes)[number]

/** About 200 tokens of English; the model reads 256. */
const chunkCharacters = 900
/** A document of a thousand pages is found by its first ones. */
const maxChunks = 200

/** The searched text of a row, by its type. */
export type Searched =
  | { type: 'checkin'; activity: string; tags: readonly string[] }
  | { type: 'task'; title: string; description: string }
  | { type: 'project'; key: string; name: string; description: string }
  | { type: 'document'; name: string; pages: readonly string[] }

/** The pieces of a row, the one with its name first; there is always at least one. */
export function chunksOf(row: Searched): string[] {
  if (row.type === 'checkin') {
    return [[row.activity, ...row.tags.map((tag) => `#${tag}`)].join(' ')]
  }
  if (row.type === 'task') return titled(row.title, [row.description])
  if (row.type === 'project') return titled(`${row.key} ${row.name}`, [row.description])
  return titled(row.name, row.pages)
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function titled(title: string, texts: readonly string[]): string[] {
  const pieces = texts.flatMap(cut)
  const [first] = pieces
  // A short description stands beside its title, so that both are found together.
  if (first !== undefined && first.length + title.length < chunkCharacters) {
    return [`${title}\n${first}`, ...pieces.slice(1)].slice(0, maxChunks)
  }
  return [title, ...pieces].slice(0, maxChunks)
}

/** Cuts at the last line or space before the limit; a word longer than that is cut through. */
function cut(text: string): string[] {
  const pieces: string[] = []
  let rest = text.trim()
  while (rest.length > chunkCharacters) {
    const head = rest.slice(0, chunkCharacters)
    const line = head.lastIndexOf('\n')
    const space = head.lastIndexOf(' ')
    const at =
      line > chunkCharacters / 2 ? line : space > chunkCharacters / 2 ? space : wholeUnits(head)
    pieces.push(rest.slice(0, at).trim())
    rest = rest.slice(at).trim()
  }
  if (rest) pieces.push(rest)
  return pieces.filter((piece) => piece !== '')
}

// Half of a pair is no text.
function wholeUnits(head: string): number {
  const last = head.charCodeAt(head.length - 1)
  return last >= 0xd800 && last <= 0xdbff ? head.length - 1 : head.length
}
