// Cursors of keyset pages: the key of the last row, and a hash that ties it to one list as one
// person asked for it. No secret is needed, because every page applies the viewer's predicate.

import { createHash } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { Identity } from './with-actor.ts'

const version = 1

/** What a cursor belongs to: the same list, filters, sort and person. */
export type CursorScope = { list: string; filter: object; identity: Identity }

/** Shapes of the key's parts, in order: what reaches SQL has been looked at. */
export type KeyShape = readonly ('day' | 'instant' | 'id' | 'text')[]

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

// The hash has no secret, so anybody can make a cursor; a 30 February or a NUL would be an error of
// Postgres. `toISOString` gives the same text back only for an instant that exists.
const shapes: Record<KeyShape[number], (part: string) => boolean> = {
  day: (part) => isInstant(`${part}T00:00:00.000Z`),
  instant: isInstant,
  id: (part) => uuid.test(part),
  text: (part) => part.length <= 300 && part.isWellFormed() && !part.includes('\u0000'),
}

function isInstant(part: string): boolean {
  const time = Date.parse(part)
  return !Number.isNaN(time) && /^[12]/.test(part) && new Date(time).toISOString() === part
}

export function encodeCursor(scope: CursorScope, key: readonly string[]): string {
  const cursor = JSON.stringify({ v: version, key, h: hashOf(scope, key) })
  return Buffer.from(cursor, 'utf8').toString('base64url')
}

/** The key of the row to go on after. Damaged, of another list or of another person: 400. */
export function decodeCursor(scope: CursorScope, cursor: string, shape: KeyShape): string[] {
  const parsed = parse(cursor)
  const key = parsed?.key
  const fits =
    parsed !== null &&
    parsed.v === version &&
    Array.isArray(key) &&
    key.length === shape.length &&
    key.every((part, i) => typeof part === 'string' && shapes[shape[i] ?? 'id'](part)) &&
    // The hash is in it, and base64url ignores stray characters and unused bits: only the exact
    // spelling is ours.
    encodeCursor(scope, key as string[]) === cursor
  if (!fits) {
    throw new AppError(
      400,
      'cursor.invalid',
      'This place in the list is not valid. Start from the first page.',
    )
  }
  return key as string[]
}

/** Cuts the one row too many that says whether there is a next page. */
export function cutPage<Row>(rows: Row[], limit: number): { rows: Row[]; last: Row | null } {
  if (rows.length <= limit) return { rows, last: null }
  const page = rows.slice(0, limit)
  return { rows: page, last: page.at(-1) ?? null }
}

function hashOf(scope: CursorScope, key: readonly string[]): string {
  const { cursor: _cursor, limit: _limit, ...filter } = scope.filter as Record<string, unknown>
  const sorted = Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .sort()
  const text = JSON.stringify([
    version,
    scope.list,
    key,
    sorted,
    scope.identity.workspaceId,
    scope.identity.userId,
  ])
  return createHash('sha256').update(text).digest().subarray(0, 8).toString('base64url')
}

function parse(cursor: string): { v?: unknown; key?: unknown; h?: unknown } | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return value !== null && typeof value === 'object' ? value : null
  } catch {
    return null
  }
}
