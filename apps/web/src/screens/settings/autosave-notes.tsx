import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { Icon } from '@worksmart/ui/icon.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { Check } from 'lucide-react'
import { ConflictNotice } from '../../components/conflict-notice.tsx'
import type { Autosave } from './use-autosave.ts'

/** How the saving of one field stands. Its parent is `position: relative`. */
export function AutosaveNotes({ label, field }: { label: string; field: Autosave }) {
  const { status, conflict, failure, discard } = field
  return (
    <>
      <SavedLine words={status === 'saving' ? 'Saving' : status === 'saved' ? 'Saved' : ''} />
      {conflict && (
        <ConflictNotice
          fields={[{ label, mine: conflict.mine, theirs: conflict.theirs }]}
          isSaving={conflict.isSaving}
          onKeepMine={conflict.onKeepMine}
          onUseTheirs={conflict.onUseTheirs}
        />
      )}
      {failure && failure.field === undefined && (
        <div role="alert" {...stylex.props(textStyles.sm, styles.failure)}>
          {failure.words}
          <Button size="sm" onPress={failure.onRetry}>
            Retry
          </Button>
          <Button size="sm" tone="quiet" onPress={discard}>
            Discard
          </Button>
        </div>
      )}
    </>
  )
}

/** One quiet word in the line of the field's label, where it moves nothing. */
export function SavedLine({ words }: { words: string }) {
  return (
    <p role="status" {...stylex.props(textStyles.sm, styles.saved)}>
      {words === 'Saved' && <Icon icon={Check} />}
      {words}
    </p>
  )
}

const styles = stylex.create({
  saved: {
    alignItems: 'center',
    color: color.success,
    display: 'flex',
    gap: space.s4,
    insetBlockStart: 0,
    insetInlineEnd: 0,
    position: 'absolute',
  },
  failure: {
    alignItems: 'center',
    color: color.danger,
    display: 'flex',
    flexWrap: 'wrap',
    gap: space.s8,
  },
})
