import type { CheckinFilter } from '@worksmart/types/checkins'
import { Checkin } from '@worksmart/types/checkins'
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { toInstant, toInstantOrNull } from '../db/instant.ts'
import { checkins } from '../db/schema.ts'
import type { Identity, Prepared, Tx, Viewer } from '../db/with-actor.ts'
import { columnsOf } from '../http/row-writer.ts'

export type CheckinRow = typeof checkins.$inferSelect
export type NewCheckinRow = Omit<
  typeof checkins.$inferInsert,
  'createdAt' | 'updatedAt' | 'version' | 'deletedAt'
>

/** Whose rows a read is about: one person's, or everyone's (`null`) when the role allows. */
export type Scope = { workspaceId: string; userId: string | null }

/** The columns of a check-in's answer, in the order of the contract. */
export const checkinColumns = columnsOf(Checkin)

/** The row as the contract says it. */
export function toCheckin(row: CheckinRow): Checkin {
  return {
    id: row.id,
    userId: row.userId,
    text: row.text,
    activity: row.activity,
    minutes: row.minutes,
    tags: row.tags,
    workDate: row.workDate,
    startedAt: toInstantOrNull(row.startedAt),
    endedAt: toInstantOrNull(row.endedAt),
    timeZone: row.timeZone,
    projectId: row.projectId,
    taskId: row.taskId,
    source: row.source as Checkin['source'],
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    version: row.version,
  }
}

/** A check-in is visible to its owner, to managers and to admins; used in every statement's where. */
export function visibleTo(viewer: Viewer): SQL | undefined {
  const here = eq(checkins.workspaceId, viewer.workspaceId)
  return viewer.role === 'member' ? and(here, eq(checkins.userId, viewer.userId)) : here
}

/** Changing is narrower than seeing: one's own row, or any for an admin. */
export function changeableBy(viewer: Viewer): SQL | undefined {
  const here = eq(checkins.workspaceId, viewer.workspaceId)
  return viewer.role === 'admin' ? here : and(here, eq(checkins.userId, viewer.userId))
}

type Narrowing = Pick<CheckinFilter, 'projectId' | 'taskId' | 'tag' | 'from' | 'to' | 'q'>

const snake = (key: string) => key.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)
const columnList = checkinColumns.map((column) => snake(column.key)).join(', ')

/** Where-clauses with numbered parameters, in one place for the list, the stats and the export. */
export function narrow(
  scope: Scope,
  filter: Narrowing,
  deleted: boolean,
): { where: string; values: unknown[]; shape: string } {
  const values: unknown[] = [scope.workspaceId]
  const clauses = ['workspace_id = $1', deleted ? 'deleted_at is not null' : 'deleted_at is null']
  let shape = deleted ? 'd' : ''
  const add = (letter: string, value: unknown, clause: (parameter: string) => string) => {
    if (value === undefined || value === null) return
    values.push(value)
    clauses.push(clause(`$${values.length}`))
    shape += letter
  }
  add('u', scope.userId, (p) => `user_id = ${p}`)
  add('p', filter.projectId, (p) => `project_id = ${p}`)
  add('t', filter.taskId, (p) => `task_id = ${p}`)
  add('g', filter.tag?.toLowerCase(), (p) => `tags @> array[${p}]::text[]`)
  add('f', filter.from, (p) => `work_date >= ${p}`)
  add('o', filter.to, (p) => `work_date <= ${p}`)
  add(
    'q',
    filter.q === undefined ? undefined : `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`,
    (p) => `activity ilike ${p}`,
  )
  return { where: clauses.join(' and '), values, shape }
}

// The text of a statement depends only on which filters are set, so each is written once and
// prepared under its own name; there are at most a few hundred shapes.
const pageTexts = new Map<string, string>()

/** One keyset page. `after` is the key of the last row seen; `rows` is how many to fetch. */
export function selectPage(
  scope: Scope,
  filter: Narrowing & Pick<CheckinFilter, 'order' | 'deleted'>,
  after: readonly string[] | null,
  rows: number,
): Prepared {
  const { where, values, shape } = narrow(scope, filter, filter.deleted === true)
  const name = `checkins_${filter.order}_${shape}${after ? '_after' : ''}`
  const key = filter.order === 'worked' ? ['work_date', 'created_at', 'id'] : ['created_at', 'id']
  const casts =
    filter.order === 'worked' ? ['date', 'timestamptz', 'uuid'] : ['timestamptz', 'uuid']
  let text = pageTexts.get(name)
  if (text === undefined) {
    // The row comparison is what the index answers; the spelled-out OR reads a thousand times more.
    const from = after
      ? ` and (${key.join(', ')}) < (${casts.map((cast, i) => `$${values.length + 1 + i}::${cast}`).join(', ')})`
      : ''
    const limit = `$${values.length + (after ? key.length : 0) + 1}`
    const order = key.map((column) => `${column} desc`).join(', ')
    text = isTagged(scope, filter)
      ? selectTagged(where, from, order, limit, filter.order === 'worked')
      : `select ${columnList} from checkins where ${where}${from} order by ${order} limit ${limit}`
    pageTexts.set(name, text)
  }
  return { name, text, values: [...values, ...(after ?? []), rows] }
}

/** True when checkins_person_worked_idx holds everything that the filter looks at. */
function isTagged(scope: Scope, filter: Narrowing & Pick<CheckinFilter, 'deleted'>): boolean {
  const rest = [filter.taskId, filter.q].every((value) => value === undefined || value === null)
  return scope.userId !== null && filter.tag !== undefined && rest && filter.deleted !== true
}

// A rare tag is looked for in the index alone; walking the feed would read every row that the person
// has (4,758 buffers for 5,000 rows, against 98). In the order of the index the walk ends with the
// page; in the other one it has to see all first, and a comparison inside would choose the other index.
function selectTagged(
  where: string,
  from: string,
  order: string,
  limit: string,
  isIndexOrder: boolean,
): string {
  const keys = 'id, work_date, created_at'
  const hits = isIndexOrder
    ? `select ${keys} from checkins where ${where}${from} order by ${order} limit ${limit}`
    : `with found as materialized (select ${keys} from checkins where ${where})
       select ${keys} from found where true${from} order by ${order} limit ${limit}`
  const columns = columnList.replace(/\w+/g, 'c.$&')
  return `select ${columns} from (${hits}) as hits
      join checkins c on c.workspace_id = $1 and c.id = hits.id
     order by ${order.replace(/\w+ desc/g, 'hits.$&')}`
}

export async function selectCheckin(
  tx: Tx,
  viewer: Viewer,
  id: string,
  deleted = false,
): Promise<CheckinRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(checkins)
    .where(
      and(visibleTo(viewer), eq(checkins.id, id), deleted ? undefined : isNull(checkins.deletedAt)),
    )
  return row
}

/** Inserts unless the id or the source id is there already; undefined then. */
export async function insertCheckin(tx: Tx, row: NewCheckinRow): Promise<CheckinRow | undefined> {
  const [made] = await tx.db.insert(checkins).values(row).onConflictDoNothing().returning()
  return made
}

export async function insertCheckins(tx: Tx, rows: NewCheckinRow[]): Promise<CheckinRow[]> {
  if (rows.length === 0) return []
  return tx.db.insert(checkins).values(rows).onConflictDoNothing().returning()
}

/** The person's rows with these source ids, deleted ones included: an import does not revive them. */
export async function selectBySource(
  tx: Tx,
  me: Identity,
  sourceIds: string[],
): Promise<Map<string, string>> {
  if (sourceIds.length === 0) return new Map()
  const rows = await tx.db
    .select({ id: checkins.id, sourceId: checkins.sourceId })
    .from(checkins)
    .where(
      and(
        eq(checkins.workspaceId, me.workspaceId),
        eq(checkins.userId, me.userId),
        sql`${checkins.sourceId} = any(${sql.param(sourceIds)}::text[])`,
      ),
    )
  return new Map(rows.map((row) => [row.sourceId ?? '', row.id]))
}

/** Which of these ids visible rows have, deleted ones included. */
export async function selectTakenIds(tx: Tx, viewer: Viewer, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx.db
    .select({ id: checkins.id })
    .from(checkins)
    .where(and(visibleTo(viewer), sql`${checkins.id} = any(${sql.param(ids)}::uuid[])`))
  return new Set(rows.map((row) => row.id))
}

type Changes = Partial<Omit<CheckinRow, 'workspaceId' | 'id' | 'userId' | 'createdAt'>>

/** Changes one row if it still has this version; undefined when it has not, or is not the viewer's. */
export async function updateCheckin(
  tx: Tx,
  viewer: Viewer,
  id: string,
  version: number,
  changes: Changes,
): Promise<CheckinRow | undefined> {
  const [row] = await tx.db
    .update(checkins)
    .set({ ...changes, version: sql`${checkins.version} + 1`, updatedAt: sql`now()` } as never)
    .where(
      and(
        changeableBy(viewer),
        eq(checkins.id, id),
        eq(checkins.version, version),
        isNull(checkins.deletedAt),
      ),
    )
    .returning()
  return row
}

/** Brings a deleted row back with these links; undefined when the viewer may change none. */
export async function reviveCheckin(
  tx: Tx,
  viewer: Viewer,
  id: string,
  links: Pick<CheckinRow, 'projectId' | 'taskId'>,
): Promise<CheckinRow | undefined> {
  const [row] = await tx.db
    .update(checkins)
    .set({
      ...links,
      deletedAt: null,
      version: sql`${checkins.version} + 1`,
      updatedAt: sql`now()`,
    } as never)
    .where(and(changeableBy(viewer), eq(checkins.id, id), sql`${checkins.deletedAt} is not null`))
    .returning()
  return row
}
