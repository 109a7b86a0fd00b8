import { type AiFeature, type AiSwitches, aiFeatures } from '@worksmart/types/ai'
import { and, eq } from 'drizzle-orm'
import { users, workspaces } from '../db/schema.ts'
import type { Tx, Viewer } from '../db/with-actor.ts'

/** What a workspace's settings say; a feature is on until an admin switches it off. */
export function switchesIn(settings: unknown): AiSwitches {
  const said = ((settings ?? {}) as { ai?: Partial<Record<AiFeature, unknown>> }).ai ?? {}
  return Object.fromEntries(
    aiFeatures.map((feature) => [feature, said[feature] !== false]),
  ) as AiSwitches
}

/** What is left on for a person who may have switched AI off for themselves. */
export function switchesFor(settings: unknown, aiEnabled: boolean): AiSwitches {
  const on = switchesIn(settings)
  return Object.fromEntries(
    aiFeatures.map((feature) => [feature, aiEnabled && on[feature]]),
  ) as AiSwitches
}

/** Which features are on for the viewer. */
export async function selectSwitches(tx: Tx, viewer: Viewer): Promise<AiSwitches> {
  const [row] = await tx.db
    .select({ settings: workspaces.settings, aiEnabled: users.aiEnabled })
    .from(users)
    .innerJoin(workspaces, eq(workspaces.id, users.workspaceId))
    .where(and(eq(users.workspaceId, viewer.workspaceId), eq(users.id, viewer.userId)))
  return switchesFor(row?.settings, row?.aiEnabled === true)
}
