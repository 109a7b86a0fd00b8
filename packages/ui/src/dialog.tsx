import * as stylex from '@stylexjs/stylex'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay, type ModalOverlayProps } from 'react-aria-components/Modal'
import { dialogStyles } from './dialog-styles.ts'
import { IconButton } from './icon-button.tsx'
import { CloseContext } from './press-button.tsx'

export type DialogProps = Pick<ModalOverlayProps, 'isOpen' | 'onOpenChange'> & {
  title: string
  children: ReactNode
  /** Buttons from least to most decisive; `slot="close"` makes one close the dialog. */
  actions?: ReactNode
  size?: keyof typeof sizes
  xstyle?: stylex.StyleXStyles
}

/**
 * A modal dialog, controlled by `isOpen`. Esc and a press outside close it, and the focus returns to
 * where it came from.
 */
export function Dialog({ title, children, actions, size = 'md', xstyle, ...overlay }: DialogProps) {
  return (
    <ModalOverlay {...overlay} isDismissable {...stylex.props(dialogStyles.overlay)}>
      <Modal {...stylex.props(dialogStyles.modal, sizes[size], xstyle)}>
        <AriaDialog {...stylex.props(dialogStyles.dialog)}>
          {({ close }) => (
            <CloseContext value={close}>
              <header {...stylex.props(dialogStyles.header)}>
                <Heading slot="title" {...stylex.props(dialogStyles.title)}>
                  {title}
                </Heading>
                <IconButton
                  icon={X}
                  label="Close"
                  size="sm"
                  slot="close"
                  xstyle={dialogStyles.close}
                />
              </header>
              <div {...stylex.props(dialogStyles.body)}>{children}</div>
              {actions && <footer {...stylex.props(dialogStyles.footer)}>{actions}</footer>}
            </CloseContext>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

const sizes = stylex.create({
  sm: { maxWidth: 400 },
  md: { maxWidth: 520 },
  lg: { maxWidth: 720 },
})
