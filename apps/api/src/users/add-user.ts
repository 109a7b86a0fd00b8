import type { NewUser } from '@worksmart/types/users'
import { recordChanges } from '../audit/audit.ts'
import type { Actor, Tx, Viewer } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { conflict, notFound } from '../errors.ts'
import { etagOf } from '../http/etag.ts'
import { type Retry, type Written, writeOnce } from '../http/idempotency.ts'
import { insertUser, selectUser, toUser } from './users.queries.ts'
import { contentIn } from './users.service.ts'

/**
 * Adds an active person to the workspace, in the time zone of who adds them until they say their own.
 * With sign-in, the first session with this verified e-mail becomes theirs. 409 when the e-mail is
 * taken; with an id that is there, the same person again is 200 and any other 409.
 */
export function addUser(
  deps: Dependencies,
  actor: Actor,
  input: NewUser,
  retry: Retry,
): Promise<Written> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    const { id = deps.newId() } = input
    const written = await writeOnce(tx, viewer, retry, async () => ({
      status: await insertOrFind(deps, tx, viewer, { ...input, id }),
      // Kept without name and e-mail: what an admin was answered is not found by an erasure.
      body: { id },
      etag: null,
    }))
    const row = await selectUser(tx, viewer, (JSON.parse(written.body) as { id: string }).id)
    if (!row) throw notFound('user')
    const body = JSON.stringify(toUser(row, viewer, deps.identity.mode))
    return { ...written, body, etag: etagOf(row) }
  })
}

async function insertOrFind(
  deps: Dependencies,
  tx: Tx,
  viewer: Viewer,
  person: NewUser & { id: string },
): Promise<200 | 201> {
  const { id, email, name, role } = person
  const made = await insertUser(tx, viewer, { id, email, name, role, timeZone: viewer.timeZone })
  if (!made) {
    await checkSame(tx, viewer, person)
    return 200
  }
  await recordChanges(tx, viewer, [
    {
      id: deps.newId(),
      action: 'user.added',
      objectType: 'user',
      objectId: id,
      before: null,
      after: { email, ...contentIn(made) },
    },
  ])
  return 201
}

async function checkSame(
  tx: Tx,
  viewer: Viewer,
  { id, email, name, role }: NewUser & { id: string },
): Promise<void> {
  const row = await selectUser(tx, viewer, id)
  if (!row) {
    throw conflict(
      'user.email_taken',
      'Somebody here has this e-mail. If they were deactivated, activate them again.',
      '/email',
    )
  }
  if (row.email !== email || row.name !== name || row.role !== role) {
    throw conflict('user.id_taken', 'This id belongs to another person. Take a new one.')
  }
}
