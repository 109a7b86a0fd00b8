import * as stylex from '@stylexjs/stylex'
import { cleanFileName } from '@worksmart/types/document-types'
import type { Document } from '@worksmart/types/documents'
import { limits } from '@worksmart/types/limits'
import { Button } from '@worksmart/ui/button.tsx'
import { TextField } from '@worksmart/ui/text-field.tsx'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { useState } from 'react'
import { partsOfName } from './document-words.ts'

export type DocumentNameProps = {
  document: Document
  isPending: boolean
  onSave(name: string): void
  onClose(): void
}

/** The name without its ending, which belongs to the type and stays. */
export function DocumentName({ document, isPending, onSave, onClose }: DocumentNameProps) {
  const { stem, ending } = partsOfName(document.name)
  const [typed, setTyped] = useState(stem)
  const [isTried, setIsTried] = useState(false)
  const name = `${cleanFileName(typed)}${ending}`
  const problem = problemOf(typed, name)

  function submit() {
    setIsTried(true)
    if (problem) return
    if (name === document.name) onClose()
    else onSave(name)
  }

  return (
    <form
      aria-label="Rename document"
      {...stylex.props(styles.root)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextField
        autoFocus
        label="Name"
        description={ending === '' ? undefined : `The ending ${ending} stays.`}
        value={typed}
        errorMessage={isTried ? problem : undefined}
        onChange={setTyped}
        xstyle={styles.field}
      />
      <span {...stylex.props(styles.acts)}>
        <Button tone="primary" type="submit" isPending={isPending}>
          Save
        </Button>
        <Button tone="quiet" onPress={onClose}>
          Cancel
        </Button>
      </span>
    </form>
  )
}

function problemOf(typed: string, name: string): string | undefined {
  if (cleanFileName(typed) === '') return 'Give it a name.'
  if (/[\\/]/.test(typed)) return 'Leave / and \\ out of the name.'
  if ([...name].length > limits.documentName) {
    return `At most ${limits.documentName} characters, with the ending.`
  }
  return undefined
}

const styles = stylex.create({
  root: { alignItems: 'flex-start', display: 'flex', flexWrap: 'wrap', gap: space.s12 },
  field: { flexBasis: 320, flexGrow: 1, maxWidth: 560 },
  // In line with the field, which stands below its label.
  acts: { display: 'flex', gap: space.s8, paddingBlockStart: 26 },
})
