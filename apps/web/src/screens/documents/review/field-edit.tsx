import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import type { AnalysisField } from '@worksmart/types/analysis'
import { limits } from '@worksmart/types/limits'
import { Button } from '@worksmart/ui/button.tsx'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { projectList } from '../../../api/project-list.ts'
import { useSession } from '../../../session/session.tsx'
import { filterStyles, PickField } from '../../today/filter-fields.tsx'
import { fieldName, typeChoices } from './review-words.ts'

export type FieldEditProps = {
  field: AnalysisField
  value: string
  onSave(value: string): void
  onClose(): void
}

/** What it should be instead. */
export function FieldEdit({ field, value, onSave, onClose }: FieldEditProps) {
  const { client } = useSession()
  const root = useRef<HTMLFormElement>(null)
  const [next, setNext] = useState(value)
  const projects = useQuery({ ...projectList(client), enabled: field.kind === 'link' }).data ?? []
  const label = `Change ${fieldName(field)}`
  // The person pressed Edit to write.
  useEffect(() => root.current?.querySelector<HTMLElement>('input, select')?.focus(), [])

  function save(event: FormEvent) {
    event.preventDefault()
    if (next.trim() !== '') onSave(next.trim())
  }
  const choices = field.kind === 'type' ? typeChoices : field.kind === 'link' ? projects : null

  return (
    <form
      ref={root}
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
      {...stylex.props(styles.root)}
    >
      {choices ? (
        <PickField
          label={label}
          value={choices.some(({ id }) => id === next) ? next : ''}
          none="Choose"
          options={choices}
          onChange={setNext}
        />
      ) : (
        <input
          aria-label={label}
          dir="auto"
          maxLength={field.kind === 'action' ? limits.taskTitle : limits.feedbackValue}
          value={next}
          onChange={({ target }) => setNext(target.value)}
          {...stylex.props(filterStyles.field, styles.input, focusRing.native)}
        />
      )}
      <Button size="sm" type="submit" tone="primary">
        Save
      </Button>
      <Button size="sm" tone="quiet" onPress={onClose}>
        Cancel
      </Button>
    </form>
  )
}

const styles = stylex.create({
  root: { alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: space.s6 },
  input: { flexGrow: 1 },
})
