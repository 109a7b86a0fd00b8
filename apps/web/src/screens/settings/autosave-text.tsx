import * as stylex from '@stylexjs/stylex'
import { TextField } from '@worksmart/ui/text-field.tsx'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { AutosaveNotes } from './autosave-notes.tsx'
import type { Autosave } from './use-autosave.ts'

export type AutosaveTextProps = {
  label: string
  field: Autosave
  maxLength: number
  /** Said instead of sending an empty field. */
  emptyMessage: string
  autoComplete?: string
}

/** A text that saves itself with Enter and on leaving; Escape brings back what was. */
export function AutosaveText(props: AutosaveTextProps) {
  const { label, field, maxLength, emptyMessage, autoComplete = 'off' } = props
  const isEmpty = field.value.trim() === ''
  const commit = () => {
    if (!isEmpty) field.commit()
  }
  return (
    <div {...stylex.props(styles.root)}>
      <TextField
        label={label}
        value={field.value}
        maxLength={maxLength}
        autoComplete={autoComplete}
        errorMessage={isEmpty ? emptyMessage : field.failure?.field}
        onChange={field.type}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') commit()
          if (event.key === 'Escape' && field.isDirty) {
            event.preventDefault()
            field.discard()
          }
        }}
      />
      <AutosaveNotes label={label} field={field} />
    </div>
  )
}

const styles = stylex.create({
  root: {
    display: 'grid',
    gap: space.s8,
    gridTemplateColumns: 'minmax(0, 1fr)',
    maxWidth: 360,
    position: 'relative',
  },
})
