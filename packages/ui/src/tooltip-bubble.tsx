import * as stylex from '@stylexjs/stylex'
import { type RefObject, use, useEffect, useEffectEvent } from 'react'
import {
  Tooltip as AriaTooltip,
  type TooltipProps as AriaTooltipProps,
  TooltipTrigger,
  TooltipTriggerStateContext,
} from 'react-aria-components/Tooltip'
import { Kbd } from './kbd.tsx'
import { color, line, media, motion, radius, shadow, space, text } from './tokens.stylex.ts'

/** What pointer and focus want of the tooltip: soon, at once, soon not any more, at once not. */
export type TooltipWish = 'hover' | 'focus' | 'leave' | 'dismiss'

export type TooltipBubbleProps = Pick<AriaTooltipProps, 'placement'> & {
  id: string
  text: string
  shortcut?: string | undefined
  anchorRef: RefObject<HTMLElement | null>
  wish: TooltipWish
  onOpenChange: (isOpen: boolean) => void
}

/**
 * What a tooltip shows, and React Aria's sense of when: a short wait before the first, none from
 * one to the next. It loads when pointer or focus first comes to its button.
 */
export function TooltipBubble({ onOpenChange, ...props }: TooltipBubbleProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={100} onOpenChange={onOpenChange}>
      <Bubble {...props} />
    </TooltipTrigger>
  )
}

function Bubble(props: Omit<TooltipBubbleProps, 'onOpenChange'>) {
  const { id, text: words, shortcut, anchorRef, wish, placement = 'top' } = props
  const state = use(TooltipTriggerStateContext)
  const isOpen = state?.isOpen === true
  const follow = useEffectEvent(() => {
    if (wish === 'hover' || wish === 'focus') state?.open(wish === 'focus')
    else state?.close(wish === 'dismiss')
  })
  const dismiss = useEffectEvent(() => state?.close(true))

  // The state keeps timers of its own, shared by all tooltips; it is told, not derived.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new wish is the event.
  useEffect(() => follow(), [wish])

  // Heard before everyone else: the first Escape closes the tooltip, the next one the dialog.
  useEffect(() => {
    if (!isOpen) return
    const handleKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      dismiss()
    }
    document.addEventListener('keydown', handleKey, true)
    return () => document.removeEventListener('keydown', handleKey, true)
  }, [isOpen])

  // The type leaves out the id, which is passed on all the same.
  const named = { id }
  return (
    <AriaTooltip
      {...named}
      offset={6}
      placement={placement}
      triggerRef={anchorRef}
      {...stylex.props(styles.root)}
    >
      {words}
      {shortcut && <Kbd keys={shortcut} />}
    </AriaTooltip>
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
