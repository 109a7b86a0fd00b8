import * as stylex from '@stylexjs/stylex'
import type { User } from '@worksmart/types/users'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, density, space } from '@worksmart/ui/tokens.stylex.ts'
import { VisuallyHidden } from '@worksmart/ui/visually-hidden.tsx'
import { formatMinutes } from '../../lib/durations.ts'
import { useSession } from '../../session/session.tsx'
import { PersonActions } from './person-actions.tsx'
import { PersonName } from './person-name.tsx'
import { hasTrouble, PersonTrouble } from './person-trouble.tsx'
import { RoleField } from './role-field.tsx'
import { isErased, type TeamRowsProps } from './team-row.ts'
import { lastCheckinWords, roleNames, stateWords } from './team-words.ts'
import { usePersonActs } from './use-person-acts.ts'

/** Who is here; what else a row says depends on the role of who looks. */
export function TeamTable({ people, ...shared }: TeamRowsProps) {
  const { me } = useSession()
  const isMember = me.role === 'member'
  return (
    <div {...stylex.props(styles.scroll)}>
      <table aria-label="People" {...stylex.props(styles.table, textStyles.base)}>
        <thead>
          <tr>
            <Head>Name</Head>
            <Head>Role</Head>
            {!isMember && <Head isFigure>This week</Head>}
            {!isMember && <Head>Last check-in</Head>}
            {!isMember && <Head>E-mail</Head>}
            {me.role === 'admin' && <Head>State</Head>}
            {me.role === 'admin' && (
              <Head>
                <VisuallyHidden>More</VisuallyHidden>
              </Head>
            )}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <Row key={person.id} person={person} {...shared} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Head({ children, isFigure = false }: { children: React.ReactNode; isFigure?: boolean }) {
  return (
    <th
      scope="col"
      {...stylex.props(
        styles.head,
        textStyles.xs,
        textStyles.medium,
        textStyles.muted,
        isFigure && styles.figure,
      )}
    >
      {children}
    </th>
  )
}

type RowProps = Omit<TeamRowsProps, 'people'> & { person: User }

function Row({ person, today, weekMinutes, ownReason, onErasing }: RowProps) {
  const { me } = useSession()
  const acts = usePersonActs(person)
  const isAdmin = me.role === 'admin'
  const isOwn = person.id === me.id
  const isFixed = isErased(person)
  const note = isAdmin && isOwn ? { id: 'own-role', words: ownReason } : undefined
  const minutes = weekMinutes && (weekMinutes.get(person.id) ?? 0)
  return (
    <>
      <tr {...stylex.props(styles.row, person.active === false && styles.gone)}>
        <th scope="row" {...stylex.props(styles.cell, styles.name, textStyles.medium)}>
          <PersonName person={person} isStateShown={!isAdmin} note={note} />
        </th>
        <td {...stylex.props(styles.cell, styles.role)}>
          {isAdmin && !isFixed ? (
            <RoleField person={person} reasonId={note?.id} onChange={acts.changeRole} />
          ) : (
            roleNames[person.role]
          )}
        </td>
        {me.role !== 'member' && (
          <>
            <td {...stylex.props(styles.cell, styles.figure, textStyles.numeric)}>
              {minutes === undefined ? '–' : formatMinutes(minutes)}
            </td>
            <td {...stylex.props(styles.cell, styles.noWrap, textStyles.muted)}>
              {lastCheckinWords(person.lastCheckinOn, today)}
            </td>
            <td
              title={isFixed ? undefined : person.email}
              {...stylex.props(styles.cell, styles.email, textStyles.muted, textStyles.truncate)}
            >
              {isFixed ? 'None' : person.email}
            </td>
          </>
        )}
        {isAdmin && (
          <>
            <td {...stylex.props(styles.cell, styles.state, textStyles.muted)}>
              {isFixed ? 'Erased' : stateWords(person)}
            </td>
            <td {...stylex.props(styles.cell, styles.acts)}>
              {!isOwn && !isFixed && (
                <PersonActions person={person} acts={acts} onErasing={onErasing} />
              )}
            </td>
          </>
        )}
      </tr>
      {hasTrouble(acts) && (
        <tr>
          <td colSpan={7} {...stylex.props(styles.trouble)}>
            <PersonTrouble acts={acts} />
          </td>
        </tr>
      )}
    </>
  )
}

const styles = stylex.create({
  scroll: { overflowX: 'auto' },
  table: { borderCollapse: 'collapse', width: '100%' },
  head: {
    borderBlockEndColor: color.borderStrong,
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    height: 32,
    paddingInline: space.s8,
    textAlign: 'start',
    whiteSpace: 'nowrap',
  },
  row: { backgroundColor: { default: 'transparent', ':hover': color.hover } },
  gone: { color: color.textMuted },
  cell: {
    borderBlockEndColor: color.border,
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    height: density.rowComfortable,
    paddingBlock: space.s4,
    paddingInline: space.s8,
    textAlign: 'start',
  },
  // The name takes what the rest leaves, and no more however long it is.
  name: { maxWidth: 0, minWidth: 180, width: '100%' },
  role: { minWidth: 136 },
  figure: { textAlign: 'end', whiteSpace: 'nowrap' },
  noWrap: { whiteSpace: 'nowrap' },
  email: { maxWidth: 220 },
  state: { minWidth: 96 },
  acts: { textAlign: 'end', width: 44 },
  trouble: { paddingBlock: space.s8, paddingInline: space.s8 },
})
