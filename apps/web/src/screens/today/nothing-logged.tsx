import * as stylex from '@stylexjs/stylex'
import type { CheckinStats } from '@worksmart/types/checkins'
import type { User } from '@worksmart/types/users'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'

/** Active people without a minute in these sums, in the order of the list. */
export function idlePeople(people: readonly User[], sums: CheckinStats): string[] {
  const busy = new Set(sums.byPerson.map(({ userId }) => userId))
  return people
    .filter((person) => person.active !== false && !busy.has(person.id))
    .map((person) => person.name)
}

const names = new Intl.ListFormat('en-GB')

/** Names without a colour: a day without a line is a fact, not a fault. */
export function NothingLogged({ people, sums }: { people: readonly User[]; sums: CheckinStats }) {
  const idle = idlePeople(people, sums)
  if (idle.length === 0) return null
  return (
    <p {...stylex.props(styles.root, textStyles.sm, textStyles.subtle)}>
      Nothing logged today: {names.format(idle)}
    </p>
  )
}

const styles = stylex.create({ root: { margin: 0, paddingInline: space.s8 } })
