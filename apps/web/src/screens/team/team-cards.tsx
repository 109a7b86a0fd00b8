import * as stylex from '@stylexjs/stylex'
import type { User } from '@worksmart/types/users'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { formatMinutes } from '../../lib/durations.ts'
import { useSession } from '../../session/session.tsx'
import { PersonActions } from './person-actions.tsx'
import { PersonName } from './person-name.tsx'
import { PersonTrouble } from './person-trouble.tsx'
import { RoleField } from './role-field.tsx'
import { isErased, type TeamRowsProps } from './team-row.ts'
import { lastCheckinWords, roleNames } from './team-words.ts'
import { usePersonActs } from './use-person-acts.ts'

/** The table of a phone: who it is, then their role and their week. */
export function TeamCards({ people, ...shared }: TeamRowsProps) {
  return (
    <ul aria-label="People" {...stylex.props(styles.list)}>
      {people.map((person) => (
        <Card key={person.id} person={person} {...shared} />
      ))}
    </ul>
  )
}

type CardProps = Omit<TeamRowsProps, 'people'> & { person: User }

function Card({ person, today, weekMinutes, ownReason, onErasing }: CardProps) {
  const { me } = useSession()
  const acts = usePersonActs(person)
  const isOwn = person.id === me.id
  const canChange = me.role === 'admin' && !isErased(person)
  const note = canChange && isOwn ? { id: 'own-role', words: ownReason } : undefined
  return (
    <li {...stylex.props(styles.card)}>
      <div {...stylex.props(styles.line, textStyles.medium)}>
        <PersonName person={person} isStateShown note={note} />
        {canChange && !isOwn && <PersonActions person={person} acts={acts} onErasing={onErasing} />}
      </div>
      <div {...stylex.props(styles.line, styles.second)}>
        {canChange ? (
          <RoleField person={person} reasonId={note?.id} onChange={acts.changeRole} />
        ) : (
          <span {...stylex.props(textStyles.sm, textStyles.muted)}>{roleNames[person.role]}</span>
        )}
        {me.role !== 'member' && (
          <span {...stylex.props(textStyles.sm, textStyles.subtle, textStyles.numeric)}>
            {weekOf(
              weekMinutes?.get(person.id) ?? 0,
              lastCheckinWords(person.lastCheckinOn, today),
            )}
          </span>
        )}
      </div>
      <PersonTrouble acts={acts} />
    </li>
  )
}

/** A line ends between two facts and not in the middle of one. */
function weekOf(minutes: number, last: string): string {
  const day = /^[A-Z][a-z]+$/.test(last) || last === 'Nothing yet' ? last.toLowerCase() : last
  return [`${formatMinutes(minutes)} this week`, day === 'nothing yet' ? day : `last ${day}`]
    .map((fact) => fact.replaceAll(' ', '\u00a0'))
    .join(' · ')
}

const styles = stylex.create({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  card: {
    borderBlockEndColor: color.border,
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    display: 'grid',
    gap: space.s6,
    gridTemplateColumns: 'minmax(0, 1fr)',
    paddingBlock: space.s12,
    paddingInline: space.s8,
  },
  line: { alignItems: 'center', display: 'flex', gap: space.s8, justifyContent: 'space-between' },
  second: { flexWrap: 'wrap' },
})
