/** The file as a whole cannot be read; the message names the place and the fix. */
export class WorklogUnreadable extends Error {
  override readonly name = 'WorklogUnreadable'
}
