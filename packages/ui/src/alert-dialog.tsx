import * as stylex from '@stylexjs/stylex'
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay, type ModalOverlayProps } from 'react-aria-components/Modal'
import { Button } from './button.tsx'
import { dialogStyles } from './dialog-styles.ts'
import { Icon } from './icon.tsx'
import { CloseContext } from './press-button.tsx'

export type AlertDialogProps = Pick<ModalOverlayProps, 'isOpen' | 'onOpenChange'> & {
  /** Names the object: "Deactivate Ana Lima?" */
  title: string
  children: ReactNode
  confirmLabel: string
  cancelLabel?: string
  tone?: 'primary' | 'danger'
  isPending?: boolean
  /** Why the act failed; the dialog stays open and says so here. */
  errorMessage?: string | undefined
  /** The caller closes the dialog once the act has succeeded. */
  onConfirm: () => void
}

/** Asks before what cannot be undone. A press outside does not answer it; Esc means cancel. */
export function AlertDialog({
  title,
  children,
  confirmLabel,
  cancelLabel = 'Cancel',
  tone = 'danger',
  isPending = false,
  errorMessage,
  onConfirm,
  ...overlay
}: AlertDialogProps) {
  return (
    <ModalOverlay
      {...overlay}
      isKeyboardDismissDisabled={isPending}
      {...stylex.props(dialogStyles.overlay)}
    >
      <Modal {...stylex.props(dialogStyles.modal, dialogStyles.alert)}>
        <AriaDialog role="alertdialog" {...stylex.props(dialogStyles.dialog)}>
          {({ close }) => (
            <CloseContext value={close}>
              <header {...stylex.props(dialogStyles.header)}>
                <Heading slot="title" {...stylex.props(dialogStyles.title)}>
                  {title}
                </Heading>
              </header>
              <div {...stylex.props(dialogStyles.body)}>{children}</div>
              {/* The region stands before the words arrive; otherwise they would not be announced. */}
              <div role="alert">
                {errorMessage && (
                  <p {...stylex.props(dialogStyles.problem)}>
                    <Icon icon={CircleAlert} xstyle={dialogStyles.problemIcon} />
                    {errorMessage}
                  </p>
                )}
              </div>
              <footer {...stylex.props(dialogStyles.footer)}>
                <Button autoFocus slot="close" isDisabled={isPending}>
                  {cancelLabel}
                </Button>
                <Button tone={tone} isPending={isPending} onPress={onConfirm}>
                  {confirmLabel}
                </Button>
              </footer>
            </CloseContext>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
