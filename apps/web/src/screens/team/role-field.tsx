import * as stylex from '@stylexjs/stylex'
import type { Role } from '@worksmart/types/roles'
import type { User } from '@worksmart/types/users'
import { Select } from '@worksmart/ui/select.tsx'
import { roleOptions } from './team-words.ts'

export type RoleFieldProps = {
  person: User
  /** The element that says why the role stays as it is; undefined where it may be changed. */
  reasonId?: string | undefined
  onChange(role: Role): void
}

/** The role of a person; each choice says what it lets them do. */
export function RoleField({ person, reasonId, onChange }: RoleFieldProps) {
  return (
    <Select
      label={`Role of ${person.name}`}
      isLabelHidden
      options={roleOptions}
      value={person.role}
      isDisabled={reasonId !== undefined}
      {...(reasonId === undefined ? {} : { 'aria-describedby': reasonId })}
      onChange={(id) => {
        const role = roleOptions.find((option) => option.id === id)?.id
        if (role) onChange(role)
      }}
      xstyle={styles.root}
    />
  )
}

const styles = stylex.create({ root: { width: 128 } })
