import * as stylex from '@stylexjs/stylex'
import type { ReactNode, Ref } from 'react'
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
} from 'react-aria-components/Button'
import {
  type ButtonSize,
  type ButtonTone,
  buttonBase,
  buttonSizes,
  buttonTones,
  pendingStyles,
} from './button-styles.ts'
import { focusRing } from './focus-ring.ts'
import { hitArea } from './hit-area.ts'
import { Icon, type IconType } from './icon.tsx'
import { withKeyShortcuts } from './key-shortcuts.tsx'
import { Spinner } from './spinner.tsx'

export type ButtonProps = Omit<AriaButtonProps, 'children' | 'className' | 'style'> & {
  children: ReactNode
  tone?: ButtonTone
  size?: ButtonSize
  icon?: IconType
  /** In the syntax of `aria-keyshortcuts`, such as `Control+Z`. */
  keyShortcuts?: string
  ref?: Ref<HTMLButtonElement>
  xstyle?: stylex.StyleXStyles
}

/**
 * While `isPending` the button keeps its name, its width and the focus, and ignores presses, so an
 * act cannot be sent twice.
 */
export function Button({
  children,
  tone = 'neutral',
  size = 'md',
  icon,
  keyShortcuts,
  xstyle,
  ...props
}: ButtonProps) {
  const isPending = props.isPending === true
  return (
    <AriaButton
      {...props}
      {...withKeyShortcuts(keyShortcuts)}
      {...stylex.props(
        buttonBase.root,
        buttonTones[tone],
        buttonSizes[size],
        focusRing.aria,
        hitArea.grow,
        xstyle,
      )}
    >
      <span {...stylex.props(pendingStyles.content, isPending && pendingStyles.contentGone)}>
        {icon && <Icon icon={icon} />}
        {children}
      </span>
      {isPending && <Spinner xstyle={pendingStyles.spinner} />}
    </AriaButton>
  )
}
