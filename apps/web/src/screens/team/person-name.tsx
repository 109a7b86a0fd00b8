import * as stylex from '@stylexjs/stylex'
import { Link } from '@tanstack/react-router'
import type { User } from '@worksmart/types/users'
import { Avatar } from '@worksmart/ui/avatar.tsx'
import { Badge } from '@worksmart/ui/badge.tsx'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { linkStyles } from '@worksmart/ui/link-styles.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { density, space } from '@worksmart/ui/tokens.stylex.ts'
import { useSession } from '../../session/session.tsx'

export type PersonNameProps = {
  person: User
  /** Where no column says it, a deactivated person is marked here. */
  isStateShown: boolean
  /** Why nothing about this row can be changed here. */
  note?: { id: string; words: string } | undefined
}

/** Who it is; for managers and admins the way to their page. */
export function PersonName({ person, isStateShown, note }: PersonNameProps) {
  const { me } = useSession()
  const words = (
    <span dir="auto" title={person.name} {...stylex.props(styles.name, textStyles.truncate)}>
      {person.name}
    </span>
  )
  const line = (
    <span {...stylex.props(styles.root)}>
      <Avatar name={person.name} size="sm" isDecorative />
      {me.role === 'member' ? (
        words
      ) : (
        <Link
          to="/team/$userId"
          params={{ userId: person.id }}
          {...stylex.props(linkStyles.quiet, focusRing.native, styles.link)}
        >
          {words}
        </Link>
      )}
      {person.id === me.id && <Badge>You</Badge>}
      {isStateShown && person.active === false && <Badge tone="warning">Deactivated</Badge>}
      {isStateShown && person.active !== false && person.identity === 'waiting' && (
        <Badge>Waiting for first sign-in</Badge>
      )}
    </span>
  )
  if (!note) return line
  return (
    <div {...stylex.props(styles.noted)}>
      {line}
      <span id={note.id} {...stylex.props(textStyles.sm, textStyles.regular, textStyles.muted)}>
        {note.words}
      </span>
    </div>
  )
}

const styles = stylex.create({
  noted: { display: 'grid', gap: space.s2, minWidth: 0, paddingBlock: space.s4 },
  root: { alignItems: 'center', display: 'flex', gap: space.s8, minWidth: 0 },
  link: { alignItems: 'center', display: 'inline-flex', minHeight: density.hit, minWidth: 0 },
  name: { minWidth: 0 },
})
