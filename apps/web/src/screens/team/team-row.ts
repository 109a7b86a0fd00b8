import type { User } from '@worksmart/types/users'

/** What the table and the cards of a phone need of everyone. */
export type TeamRowsProps = {
  people: readonly User[]
  /** The day it is for whoever looks. */
  today: string
  /** Minutes of this week by person; undefined for a member, and until they are known. */
  weekMinutes: ReadonlyMap<string, number> | undefined
  /** Why one's own role cannot be changed. */
  ownReason: string
  /** What is said after an erasure was asked for. */
  onErasing(words: string): void
}

/** An erased person keeps a row, so that the team's totals stand; nothing can be done to it. */
export function isErased({ email }: User): boolean {
  return email?.endsWith('@erased.invalid') === true
}
