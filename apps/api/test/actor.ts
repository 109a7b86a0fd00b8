import type { Permission } from '@worksmart/types/permissions'
import type { Actor } from '../src/db/with-actor.ts'
import type { Person } from './app.ts'

/** This person on a route that asks for this permission, for tests that go through the door without HTTP. */
export function actorOf(person: Person, permission: Permission = 'checkins.write'): Actor {
  return {
    workspaceId: person.workspaceId,
    userId: person.id,
    permission,
    requestId: 'test',
  }
}
