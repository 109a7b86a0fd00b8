import * as stylex from '@stylexjs/stylex'
import type { ReactNode } from 'react'
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
import { PressButton, type PressButtonProps } from './press-button.tsx'
import { Spinner } from './spinner.tsx'

export type ButtonProps = Omit<PressButtonProps, 'children' | 'className' | 'style'> & {
  children: ReactNode
  tone?: ButtonTone
  size?: ButtonSize
  icon?: IconType
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
  xstyle,
  ...props
}: ButtonProps) {
  const isPending = props.isPending === true
  return (
    <PressButton
      {...props}
      {...stylex.props(
        buttonBase.root,
        buttonTones[tone],
        buttonSizes[size],
        focusRing.native,
        hitArea.grow,
        xstyle,
      )}
    >
      <span {...stylex.props(pendingStyles.content, isPending && pendingStyles.contentGone)}>
        {icon && <Icon icon={icon} />}
        {children}
      </span>
      {isPending && <Spinner xstyle={pendingStyles.spinner} />}
    </PressButton>
  )
}
