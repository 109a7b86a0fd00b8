import * as stylex from '@stylexjs/stylex'
import type { ReactElement } from 'react'
import {
  Tooltip as AriaTooltip,
  type TooltipProps as AriaTooltipProps,
  TooltipTrigger,
} from 'react-aria-components/Tooltip'
import { Kbd } from './kbd.tsx'
import { color, line, media, motion, radius, shadow, space, text } from './tokens.stylex.ts'

export type TooltipProps = Pick<AriaTooltipProps, 'placement'> & {
  /** One button or link of this package; it needs a name of its own, the tooltip only describes. */
  children: ReactElement
  text: string
  /** Printed as keys after the text. */
  shortcut?: string | undefined
  isDisabled?: boolean
}

export function Tooltip({
  children,
  text: words,
  shortcut,
  placement = 'top',
  isDisabled = false,
}: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={100} isDisabled={isDisabled}>
      {children}
      <AriaTooltip offset={6} placement={placement} {...stylex.props(styles.root)}>
        {words}
        {shortcut && <Kbd keys={shortcut} />}
      </AriaTooltip>
    </TooltipTrigger>
  )
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    backgroundColor: color.raised,
    // The shadow draws the hairline; forced colours drop shadows and show this border instead.
    borderColor: 'transparent',
    borderRadius: radius.md,
    borderStyle: 'solid',
    borderWidth: { default: 0, [media.forcedColors]: 1 },
    boxShadow: shadow.popover,
    color: color.text,
    display: 'flex',
    fontSize: text.xs,
    gap: space.s8,
    lineHeight: line.xs,
    maxWidth: '32ch',
    opacity: { default: 1, '[data-entering]': 0, '[data-exiting]': 0 },
    paddingBlock: space.s4,
    paddingInline: space.s8,
    transitionDuration: motion.fast,
    transitionProperty: 'opacity',
  },
})
