import * as stylex from '@stylexjs/stylex'
import type { Ref } from 'react'
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
} from 'react-aria-components/Button'
import type { TooltipProps as AriaTooltipProps } from 'react-aria-components/Tooltip'
import {
  type ButtonSize,
  type ButtonTone,
  buttonBase,
  buttonTones,
  pendingStyles,
} from './button-styles.ts'
import { focusRing } from './focus-ring.ts'
import { hitArea } from './hit-area.ts'
import { Icon, type IconType } from './icon.tsx'
import { withKeyShortcuts } from './key-shortcuts.tsx'
import { Spinner } from './spinner.tsx'
import { density } from './tokens.stylex.ts'
import { Tooltip } from './tooltip.tsx'

export type IconButtonProps = Omit<
  AriaButtonProps,
  'aria-label' | 'aria-labelledby' | 'children' | 'className' | 'style'
> & {
  icon: IconType
  /** The name: verb and object, such as "Delete check-in fix nav". */
  label: string
  /** Shown instead of `label`, where the neighbourhood already names the object. */
  tip?: string
  /** Printed in the tooltip: `E`, `⌘D`. */
  shortcut?: string
  tone?: ButtonTone
  size?: ButtonSize
  placement?: AriaTooltipProps['placement']
  /** In the syntax of `aria-keyshortcuts`, such as `Control+Z`. */
  keyShortcuts?: string
  ref?: Ref<HTMLButtonElement>
  xstyle?: stylex.StyleXStyles
}

/** A button without words: its label is required, and sighted people read it in the tooltip. */
export function IconButton({
  icon,
  label,
  tip = label,
  shortcut,
  tone = 'quiet',
  size = 'md',
  placement = 'top',
  keyShortcuts,
  xstyle,
  ...props
}: IconButtonProps) {
  const isPending = props.isPending === true
  return (
    <Tooltip text={tip} shortcut={shortcut} placement={placement}>
      <AriaButton
        {...props}
        {...withKeyShortcuts(keyShortcuts)}
        aria-label={label}
        {...stylex.props(
          buttonBase.root,
          buttonTones[tone],
          squares[size],
          focusRing.aria,
          hitArea.grow,
          xstyle,
        )}
      >
        <span {...stylex.props(pendingStyles.content, isPending && pendingStyles.contentGone)}>
          <Icon icon={icon} size={size === 'lg' ? 20 : 16} />
        </span>
        {isPending && <Spinner xstyle={pendingStyles.spinner} />}
      </AriaButton>
    </Tooltip>
  )
}

const squares = stylex.create({
  sm: { height: density.controlSm, padding: 0, width: density.controlSm },
  md: { height: density.controlMd, padding: 0, width: density.controlMd },
  lg: { height: density.controlLg, padding: 0, width: density.controlLg },
})
