import * as stylex from '@stylexjs/stylex'
import { AlertDialog } from '@worksmart/ui/alert-dialog.tsx'
import { TextField } from '@worksmart/ui/text-field.tsx'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { type ReactNode, useState } from 'react'
import { personProblem } from './team-words.ts'

export type EraseDialogProps = {
  title: string
  /** What has to be typed before anything is erased. */
  name: string
  children: ReactNode
  /** Rejects when the api refuses. */
  onErase(): Promise<void>
  onClose(): void
}

/** Asks before data is erased, and has the person's name typed: this cannot be taken back. */
export function EraseDialog({ title, name, children, onErase, onClose }: EraseDialogProps) {
  const [typed, setTyped] = useState('')
  const [isTried, setIsTried] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [isPending, setIsPending] = useState(false)
  const isRight = plain(typed) === plain(name)

  async function confirm() {
    setIsTried(true)
    if (!isRight) return
    setIsPending(true)
    try {
      await onErase()
    } catch (failure) {
      setError(failure)
      setIsPending(false)
    }
  }

  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      title={title}
      confirmLabel="Erase"
      isPending={isPending}
      errorMessage={error === null ? undefined : `Not erased. ${personProblem(error)}`}
      onConfirm={() => void confirm()}
    >
      <div {...stylex.props(styles.root)}>
        {children}
        <TextField
          label={`Type “${name}” to go on`}
          value={typed}
          autoComplete="off"
          errorMessage={isTried && !isRight ? 'This is not the name above.' : undefined}
          onChange={setTyped}
          onKeyDown={(event) => {
            if (event.key === 'Enter') void confirm()
          }}
        />
      </div>
    </AlertDialog>
  )
}

// Nobody is to fail over a capital or a space at the end.
const plain = (text: string) => text.normalize('NFC').trim().toLowerCase()

const styles = stylex.create({ root: { display: 'grid', gap: space.s12 } })
