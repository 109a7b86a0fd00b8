import type { FieldReview } from '@worksmart/types/analysis'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { toInstant } from '../db/instant.ts'
import { aiFeedback, documents, projects, tasks, users } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'
import { changeableBy, type DocumentRow } from '../documents/documents.queries.ts'

/** A run that has said nothing for so long has died with its process. */
export const deadAfterMinutes = 3

/**
 * Claims a document for a run; undefined while another one is at work. The version stays: what a
 * person may change of a document is not touched.
 */
export async function claimForAnalysis(
  tx: Tx,
  viewer: Viewer,
  id: string,
): Promise<DocumentRow | undefined> {
  const [row] = await tx.db
    .update(documents)
    .set({ analysisStatus: 'queued', analysisCode: null, updatedAt: sql`now()` } as never)
    .where(
      and(
        changeableBy(viewer),
        eq(documents.id, id),
        isNull(documents.deletedAt),
        sql`(${documents.analysisStatus} not in ('queued', 'running')
          or ${documents.updatedAt} < now() - make_interval(mins => ${deadAfterMinutes}))`,
      ),
    )
    .returning()
  return row
}

export type RunState =
  | { analysisStatus: 'running' }
  | { analysisStatus: 'failed'; analysisCode: string }
  | { analysisStatus: 'ready'; analysisCode: null; extractedData: unknown }

/** False when the document is gone, or no longer the caller's to change. */
export async function updateAnalysis(
  tx: Tx,
  viewer: Viewer,
  id: string,
  state: RunState,
): Promise<boolean> {
  const rows = await tx.db
    .update(documents)
    .set({ ...state, updatedAt: sql`now()` } as never)
    .where(and(changeableBy(viewer), eq(documents.id, id), isNull(documents.deletedAt)))
    .returning({ id: documents.id })
  return rows.length > 0
}

export type KnownName = { kind: 'person' | 'project' | 'task'; id: string; name: string }

/** Names of the workspace that are worth finding in a text, at most 500; all see them. */
export async function selectKnownNames(tx: Tx, viewer: Viewer): Promise<KnownName[]> {
  const people = await tx.db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(and(eq(users.workspaceId, viewer.workspaceId), eq(users.active, true)))
    .orderBy(users.name, users.id)
    .limit(200)
  const named = await tx.db
    .select({ id: projects.id, name: projects.name })
    .from(projects)
    .where(and(eq(projects.workspaceId, viewer.workspaceId), isNull(projects.deletedAt)))
    .orderBy(desc(projects.createdAt), desc(projects.id))
    .limit(100)
  const titled = await tx.db
    .select({ id: tasks.id, name: tasks.title })
    .from(tasks)
    .where(
      and(
        eq(tasks.workspaceId, viewer.workspaceId),
        isNull(tasks.deletedAt),
        sql`${tasks.status} <> 'done'`,
      ),
    )
    .orderBy(desc(tasks.createdAt), desc(tasks.id))
    .limit(200)
  return [
    ...people.map((row) => ({ kind: 'person' as const, ...row })),
    ...named.map((row) => ({ kind: 'project' as const, ...row })),
    ...titled.map((row) => ({ kind: 'task' as const, ...row })),
  ]
}

/** The last decision about each field of a document, by pattern. */
export async function selectReviews(
  tx: Tx,
  viewer: Viewer,
  documentId: string,
): Promise<Map<string, FieldReview>> {
  const rows = await tx.db
    .select({
      pattern: aiFeedback.contextHash,
      outcome: aiFeedback.outcome,
      value: aiFeedback.value,
      userId: aiFeedback.userId,
      userName: users.name,
      at: aiFeedback.decidedAt,
    })
    .from(aiFeedback)
    .leftJoin(
      users,
      and(eq(users.workspaceId, aiFeedback.workspaceId), eq(users.id, aiFeedback.userId)),
    )
    .where(
      and(
        eq(aiFeedback.workspaceId, viewer.workspaceId),
        eq(aiFeedback.documentId, documentId),
        sql`${aiFeedback.outcome} is not null`,
      ),
    )
    .orderBy(aiFeedback.decidedAt, aiFeedback.id)
  return new Map(
    rows.flatMap(({ pattern, outcome, at, ...row }) =>
      pattern === null || outcome === null || at === null
        ? []
        : [[pattern, { ...row, outcome: outcome as FieldReview['outcome'], at: toInstant(at) }]],
    ),
  )
}
