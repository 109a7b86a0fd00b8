import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import type { Role } from '@worksmart/types/roles'
import type { LocalPerson } from '@worksmart/types/users'
import { Avatar } from '@worksmart/ui/avatar.tsx'
import { Badge } from '@worksmart/ui/badge.tsx'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { Icon } from '@worksmart/ui/icon.tsx'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, density, motion, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { ChevronRight } from 'lucide-react'
import type { Client } from '../../api/client.ts'
import { localPeople } from '../../api/users.ts'
import { Surface } from '../../components/surface.tsx'
import { SignInFrame } from './sign-in-frame.tsx'

const roleText: Record<Role, string> = {
  admin: 'Runs the workspace and its people',
  manager: 'Sees the whole team, keeps the projects',
  member: 'Logs time and sees their own',
}

export type ChoosePersonProps = { client: Client; onChoose: (id: string) => void }

/** Local mode's sign-in: the first thing a new machine shows. */
export function ChoosePerson({ client, onChoose }: ChoosePersonProps) {
  const query = useQuery(localPeople(client))
  return (
    <SignInFrame heading="Choose a person">
      <p {...stylex.props(textStyles.base, textStyles.muted)}>
        WorkSmart runs on this machine, without passwords. Start as one of these people; you can
        switch at any time.
      </p>
      <Surface name="people" query={query} skeleton={<PeopleSkeleton />}>
        {({ items }) => (
          <ul {...stylex.props(styles.list)}>
            {items.map((person) => (
              <li key={person.id}>
                <PersonChoice
                  person={person}
                  isAmongMany={items.some((other) => other.workspaceName !== person.workspaceName)}
                  onChoose={onChoose}
                />
              </li>
            ))}
          </ul>
        )}
      </Surface>
      <p {...stylex.props(styles.note, textStyles.xs, textStyles.subtle)}>
        <Badge tone="warning">Local mode</Badge>
        Anyone who can open this page can choose a person.
      </p>
    </SignInFrame>
  )
}

type PersonChoiceProps = {
  person: LocalPerson
  /** True when there are people of another workspace, too. */
  isAmongMany: boolean
  onChoose: (id: string) => void
}

function PersonChoice({ person, isAmongMany, onChoose }: PersonChoiceProps) {
  return (
    <button
      type="button"
      onClick={() => onChoose(person.id)}
      {...stylex.props(styles.person, focusRing.native)}
    >
      <Avatar name={person.name} isDecorative />
      <span {...stylex.props(styles.words)}>
        <span dir="auto" {...stylex.props(textStyles.base, textStyles.medium)}>
          {person.name}{' '}
          <span {...stylex.props(textStyles.subtle, textStyles.regular)}>
            · {isAmongMany ? `${person.role}, ${person.workspaceName}` : person.role}
          </span>
        </span>
        <span {...stylex.props(textStyles.xs, textStyles.muted)}>{roleText[person.role]}</span>
      </span>
      <Icon icon={ChevronRight} xstyle={styles.arrow} />
    </button>
  )
}

function PeopleSkeleton() {
  return (
    <div {...stylex.props(styles.list)}>
      <Skeleton shape="block" height={60} />
      <Skeleton shape="block" height={60} />
      <Skeleton shape="block" height={60} />
    </div>
  )
}

const styles = stylex.create({
  list: { display: 'flex', flexDirection: 'column', gap: space.s8, marginBlock: space.s8 },
  person: {
    alignItems: 'center',
    backgroundColor: { default: color.surface, ':hover': color.hover },
    borderColor: { default: color.border, ':hover': color.borderStrong },
    borderRadius: radius.lg,
    borderStyle: 'solid',
    borderWidth: 1,
    color: color.text,
    cursor: 'pointer',
    display: 'flex',
    gap: space.s12,
    minHeight: density.rowComfortable,
    paddingBlock: space.s8,
    paddingInline: space.s12,
    textAlign: 'start',
    transitionDuration: motion.fast,
    transitionProperty: 'background-color, border-color',
    width: '100%',
  },
  words: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 },
  arrow: { color: color.textSubtle },
  note: { alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: space.s8 },
})
