import * as stylex from '@stylexjs/stylex'
import { fieldStyles } from '@worksmart/ui/field.tsx'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { useId } from 'react'

export type ImportPeopleProps = {
  people: readonly { person: string; lines: number }[]
  /** Null means everyone. */
  value: string | null
  onChange: (person: string | null) => void
}

/**
 * Whose lines of the file are meant. The browser's own select, because a file may name thousands
 * of people and it opens at once with all of them.
 */
export function ImportPeople({ people, value, onChange }: ImportPeopleProps) {
  const id = useId()
  const all = people.reduce((sum, { lines }) => sum + lines, 0)
  // A position, not the name: a person may be called like any reserved word chosen for "everyone".
  const position = value === null ? -1 : people.findIndex(({ person }) => person === value)
  return (
    <div {...stylex.props(fieldStyles.root, styles.root)}>
      <label htmlFor={id} {...stylex.props(fieldStyles.label)}>
        Whose lines
      </label>
      <select
        id={id}
        value={position}
        onChange={(event) => onChange(people[Number(event.currentTarget.value)]?.person ?? null)}
        {...stylex.props(fieldStyles.box, focusRing.native, styles.select)}
      >
        <option value={-1}>Everyone ({all.toLocaleString('en')})</option>
        {people.map(({ person, lines }, index) => (
          <option key={person} value={index}>
            {person} ({lines.toLocaleString('en')})
          </option>
        ))}
      </select>
    </div>
  )
}

const styles = stylex.create({
  root: { maxWidth: 320 },
  select: { appearance: 'auto' },
})
