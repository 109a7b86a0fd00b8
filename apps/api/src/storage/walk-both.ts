// Objects of the storage beside rows of the database, both in the order of their keys, a page of
// each in memory at a time.

import type { ListedObject, ObjectKind, Storage } from './storage.ts'

/** What one key has: an object, a row, or both. */
export type Pair<Row> =
  | { object: ListedObject; row: null }
  | { object: null; row: Row }
  | { object: ListedObject; row: Row }

const pageSize = 200

/** Every object of a kind, in the order of the keys. */
export async function* listObjects(
  storage: Pick<Storage, 'list'>,
  kind: ObjectKind,
): AsyncGenerator<ListedObject> {
  let after: string | null = null
  for (;;) {
    const page: ListedObject[] = await storage.list(kind, after, pageSize)
    yield* page
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    after = last.key
  }
}

/** Walks over both at once. `rows` have to come in the byte order of their keys, as objects do. */
export async function* walkBoth<Row extends { key: string }>(
  objects: AsyncGenerator<ListedObject>,
  rows: AsyncGenerator<Row>,
): AsyncGenerator<Pair<Row>> {
  let object = await next(objects)
  let row = await next(rows)
  for (;;) {
    const order = compare(object?.key ?? null, row?.key ?? null)
    if (object && row && order === 0) yield { object, row }
    else if (object && order < 0) yield { object, row: null }
    else if (row && order > 0) yield { object: null, row }
    else return
    if (order <= 0) object = await next(objects)
    if (order >= 0) row = await next(rows)
  }
}

async function next<Value>(values: AsyncGenerator<Value>): Promise<Value | null> {
  const { done, value } = await values.next()
  return done ? null : value
}

/** By bytes, as storage lists; what is at its end comes last. */
function compare(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
