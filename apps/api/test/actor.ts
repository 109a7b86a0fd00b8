import type { Actor } from '../src/db/with-actor.ts'
import type { Person } from './app.ts'

/** This person on a route about check-ins, for tests that go through the door without HTTP. */
export function actorOf(person: Person): Actor {
  return {
    workspaceId: person.workspaceId,
    userId: person.id,
    permission: 'checkins.write',
    requestId: 'test',
  }
}
