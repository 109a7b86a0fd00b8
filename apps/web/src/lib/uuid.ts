import { v7 } from 'uuid'

/** A UUIDv7: it sorts by the moment it was made, and doubles as the idempotency key of its create. */
export function newId(): string {
  return v7()
}
