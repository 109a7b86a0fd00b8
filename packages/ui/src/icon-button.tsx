import * as stylex from '@stylexjs/stylex'
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
import { PressButton, type PressButtonProps } from './press-button.tsx'
import { Spinner } from './spinner.tsx'
import { density } from './tokens.stylex.ts'
import { Tooltip, type TooltipProps } from './tooltip.tsx'

export type IconButtonProps = Omit<
  PressButtonProps,
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
  placement?: TooltipProps['placement']
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
  xstyle,
  ...props
}: IconButtonProps) {
  const isPending = props.isPending === true
  return (
    <Tooltip text={tip} shortcut={shortcut} placement={placement}>
      <PressButton
        {...props}
        aria-label={label}
        {...stylex.props(
          buttonBase.root,
          buttonTones[tone],
          squares[size],
          focusRing.native,
          hitArea.grow,
          xstyle,
        )}
      >
        <span {...stylex.props(pendingStyles.content, isPending && pendingStyles.contentGone)}>
          <Icon icon={icon} size={size === 'lg' ? 20 : 16} />
        </span>
        {isPending && <Spinner xstyle={pendingStyles.spinner} />}
      </PressButton>
    </Tooltip>
  )
}

const squares = stylex.create({
  sm: { height: density.controlSm, padding: 0, width: density.controlSm },
  md: { height: density.controlMd, padding: 0, width: density.controlMd },
  lg: { height: density.controlLg, padding: 0, width: density.controlLg },
})
