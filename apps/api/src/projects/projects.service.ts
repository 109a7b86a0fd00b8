import type { ProjectFilter, ProjectPage } from '@worksmart/types/projects'
import { toInstant } from '../db/instant.ts'
import { cutPage, decodeCursor, encodeCursor } from '../db/keyset.ts'
import type { Actor } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { selectProjectPage, toProject } from './projects.queries.ts'

/** One page of projects, newest first. */
export function listProjects(
  deps: Dependencies,
  actor: Actor,
  filter: ProjectFilter,
): Promise<ProjectPage> {
  const scope = { list: 'projects', filter, identity: actor }
  const after =
    filter.cursor === undefined ? null : decodeCursor(scope, filter.cursor, ['instant', 'id'])
  return deps.database.withActor(actor, async (tx, viewer) => {
    const page = cutPage(await selectProjectPage(tx, viewer, filter, after), filter.limit)
    return {
      items: page.rows.map(toProject),
      nextCursor: page.last && encodeCursor(scope, [toInstant(page.last.createdAt), page.last.id]),
    }
  })
}
