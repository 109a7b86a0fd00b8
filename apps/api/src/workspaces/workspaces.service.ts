import type { Workspace, WorkspacePatch } from '@worksmart/types/workspaces'
import { switchesIn } from '../ai/switches.queries.ts'
import { recordChanges } from '../audit/audit.ts'
import type { Actor, Tx, Viewer } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { notFound, stale } from '../errors.ts'
import { selectWorkspace, updateWorkspace, type WorkspaceRow } from './workspaces.queries.ts'

function toWorkspace({ id, name, settings, version }: WorkspaceRow): Workspace {
  return { id, name, ai: switchesIn(settings), version }
}

export function getWorkspace(deps: Dependencies, actor: Actor): Promise<Workspace> {
  return deps.database.withActor(actor, async (tx, viewer) =>
    toWorkspace(await present(tx, viewer)),
  )
}

/** Changes the workspace that still has `version`; switches that are not named stay as they are. */
export function editWorkspace(
  deps: Dependencies,
  actor: Actor,
  version: number,
  { name, ai }: WorkspacePatch,
): Promise<Workspace> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    const before = await present(tx, viewer)
    if (before.version !== version) throw stale(toWorkspace(before))
    const settings = {
      ...(before.settings as object),
      ai: { ...switchesIn(before.settings), ...ai },
    }
    const after = await updateWorkspace(tx, viewer, version, {
      ...(name === undefined ? {} : { name }),
      ...(ai === undefined ? {} : { settings }),
    })
    if (!after) throw stale(toWorkspace(await present(tx, viewer)))
    await recordChanges(tx, viewer, [
      {
        id: deps.newId(),
        action: 'workspace.updated',
        objectType: 'workspace',
        objectId: after.id,
        before: contentIn(before),
        after: contentIn(after),
      },
    ])
    return toWorkspace(after)
  })
}

async function present(tx: Tx, viewer: Viewer): Promise<WorkspaceRow> {
  const row = await selectWorkspace(tx, viewer)
  if (!row) throw notFound('workspace')
  return row
}

function contentIn({ name, settings }: WorkspaceRow): Record<string, unknown> {
  return { name, ai: switchesIn(settings) }
}
