// What an export reads, table by table. Every statement names the person as well as the workspace:
// the policies alone would let an admin's export see everyone's rows.

import {
  ExportedAction,
  ExportedCheckin,
  ExportedDocumentLink,
  ExportedDocumentRow,
  ExportedErasure,
  ExportedNarrative,
  ExportedProject,
  ExportedSuggestion,
  ExportedTask,
  ExportedUpload,
} from '@worksmart/types/account-export'
import type * as z from 'zod'
import type { Identity, Prepared, TextRow } from '../db/with-actor.ts'
import { columnsOf, type WriterColumn } from '../http/row-writer.ts'

/** A walk over keyset pages of one table; `$1` is the workspace and `$2` the person. */
export type Walk = {
  name: string
  columns: readonly WriterColumn[]
  from: string
  where: string
  /** Columns that order the rows and end with a unique one, each with its type. */
  key: readonly (readonly [column: string, type: string])[]
  /** SQL of the columns that are not simply called as their key. */
  spelled: Readonly<Record<string, string>>
}

const byId = (table: string) => [[`${table}.id`, 'uuid']] as const
const byTime = (table: string) => [[`${table}.created_at`, 'timestamptz'], ...byId(table)] as const

function walk(
  name: string,
  schema: z.ZodObject,
  rest: Pick<Walk, 'from' | 'where' | 'key'> & Partial<Pick<Walk, 'spelled'>>,
): Walk {
  return { name, columns: columnsOf(schema), spelled: {}, ...rest }
}

// In the order of the indexes of the feed and of the bin; one order for both would have to sort all.
export const checkinWalks: readonly Walk[] = [
  walk('checkins', ExportedCheckin, {
    from: 'checkins x',
    where: 'x.workspace_id = $1 and x.user_id = $2 and x.deleted_at is null',
    key: byTime('x'),
  }),
  walk('checkins_bin', ExportedCheckin, {
    from: 'checkins x',
    where: 'x.workspace_id = $1 and x.user_id = $2 and x.deleted_at is not null',
    key: [['x.deleted_at', 'timestamptz'], ...byId('x')],
  }),
]

export const documentWalk: Walk = walk('documents', ExportedDocumentRow, {
  from: 'documents x',
  where: 'x.workspace_id = $1 and x.uploader_id = $2',
  key: byTime('x'),
})

/** The other sections, by their name in the answer. */
export const walks = {
  projects: walk('projects', ExportedProject, {
    from: 'projects x',
    where: 'x.workspace_id = $1 and x.owner_id = $2',
    key: byId('x'),
  }),
  tasks: walk('tasks', ExportedTask, {
    from: 'tasks x join projects p on p.workspace_id = x.workspace_id and p.id = x.project_id',
    where: 'x.workspace_id = $1 and (x.creator_id = $2 or x.assignee_id = $2)',
    key: byId('x'),
    spelled: { ref: "p.key || '-' || x.number" },
  }),
  documentLinks: walk('document_links', ExportedDocumentLink, {
    from: 'document_links x join documents d on d.workspace_id = x.workspace_id and d.id = x.document_id',
    where: 'x.workspace_id = $1 and d.workspace_id = $1 and d.uploader_id = $2',
    key: byId('x'),
  }),
  uploads: walk('uploads', ExportedUpload, {
    from: 'uploads x',
    where: 'x.workspace_id = $1 and x.user_id = $2',
    key: byId('x'),
  }),
  suggestions: walk('suggestions', ExportedSuggestion, {
    from: 'ai_feedback x',
    where: 'x.workspace_id = $1 and x.user_id = $2',
    key: byId('x'),
  }),
  narratives: walk('narratives', ExportedNarrative, {
    from: 'project_narratives x',
    where: 'x.workspace_id = $1 and x.author_id = $2',
    key: byId('x'),
    spelled: { from: 'x.from_day', to: 'x.to_day' },
  }),
  actions: walk('actions', ExportedAction, {
    from: 'audit_log x left join audit_values v on v.workspace_id = x.workspace_id and v.audit_id = x.id',
    where: 'x.workspace_id = $1 and x.actor_id = $2',
    key: byTime('x'),
    // What was there before, and what a restore brings back, may be somebody else's words.
    spelled: {
      values: `case when x.action not like '%.restored' then (
        select jsonb_object_agg(field, v.after -> field) from unnest(x.fields) as field
         where v.after ? field) end`,
    },
  }),
  erasures: walk('erasures', ExportedErasure, {
    from: 'erasures x',
    where: 'x.workspace_id = $1 and (x.user_id = $2 or x.requested_by = $2)',
    key: byId('x'),
  }),
} as const satisfies Record<string, Walk>

const snake = (key: string) => key.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)

/** One page of a walk. Behind the columns of each row stands its key, for the next page. */
export function selectWalked(
  { name, columns, from, where, key, spelled }: Walk,
  me: Identity,
  after: readonly string[] | null,
  rows: number,
): Prepared {
  const list = columns.map((column) => spelled[column.key] ?? `x.${snake(column.key)}`)
  const keys = key.map(([column]) => column)
  const rest = after
    ? ` and (${keys.join(', ')}) > (${key.map(([, type], i) => `$${4 + i}::${type}`).join(', ')})`
    : ''
  return {
    name: `export_${name}${after ? '_after' : ''}`,
    text: `select ${[...list, ...keys].join(', ')} from ${from} where ${where}${rest}
            order by ${keys.join(', ')} limit $3`,
    values: [me.workspaceId, me.userId, rows, ...(after ?? [])],
  }
}

/** The key of a row of this walk, as Postgres wrote it. */
export function keyIn(walk: Walk, row: TextRow): string[] {
  return row.slice(walk.columns.length).map((cell) => cell ?? '')
}
