import type { User } from '@worksmart/types/users'
import { AlertDialog } from '@worksmart/ui/alert-dialog.tsx'
import { useState } from 'react'
import { personProblem } from './team-words.ts'

export type DeactivateDialogProps = {
  person: User
  /** Rejects when the api refuses. */
  onDeactivate(): Promise<void>
  onClose(): void
}

/** Asks before a person loses access; what they did stays. */
export function DeactivateDialog({ person, onDeactivate, onClose }: DeactivateDialogProps) {
  const [error, setError] = useState<unknown>(null)
  const [isPending, setIsPending] = useState(false)

  async function confirm() {
    setIsPending(true)
    try {
      await onDeactivate()
      onClose()
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
      title={`Deactivate ${person.name}?`}
      confirmLabel="Deactivate"
      isPending={isPending}
      errorMessage={error === null ? undefined : `Not deactivated. ${personProblem(error)}`}
      onConfirm={() => void confirm()}
    >
      <p>
        They lose access at once. Their check-ins, tasks and documents stay, and you can activate
        them again at any time.
      </p>
    </AlertDialog>
  )
}
