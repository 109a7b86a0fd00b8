import {
  type ComponentType,
  cloneElement,
  type PointerEvent,
  type ReactElement,
  type SyntheticEvent,
  useId,
  useRef,
  useState,
} from 'react'
import type { PressButtonProps } from './press-button.tsx'
import type { TooltipBubbleProps, TooltipWish } from './tooltip-bubble.tsx'

export type TooltipProps = Pick<TooltipBubbleProps, 'placement'> & {
  /** One button or link of this package; it needs a name of its own, the tooltip only describes. */
  children: ReactElement<TriggerProps>
  text: string
  /** Printed as keys after the text. */
  shortcut?: string | undefined
  isDisabled?: boolean
}

type TriggerProps = Pick<
  PressButtonProps,
  | 'aria-describedby'
  | 'onBlur'
  | 'onFocus'
  | 'onKeyDown'
  | 'onPointerDown'
  | 'onPointerEnter'
  | 'onPointerLeave'
>

/** Only listens at first: the code that shows the words loads with the first wish for them. */
export function Tooltip({ children, isDisabled = false, ...words }: TooltipProps) {
  const id = useId()
  const anchor = useRef<HTMLElement | null>(null)
  const [wish, setWish] = useState<TooltipWish>('leave')
  const [isOpen, setIsOpen] = useState(false)
  const [Bubble, setBubble] = useState<ComponentType<TooltipBubbleProps> | null>(null)
  if (isDisabled) return children
  const trigger = children.props

  function want(event: SyntheticEvent<HTMLElement>, next: TooltipWish) {
    anchor.current = event.currentTarget
    setWish(next)
    if (Bubble) return
    import('./tooltip-bubble.tsx').then(
      ({ TooltipBubble }) => setBubble(() => TooltipBubble),
      // The button has its name; the next wish asks for the words again.
      () => {},
    )
  }
  const isHover = (event: PointerEvent) => event.pointerType !== 'touch'

  return (
    <>
      {cloneElement(children, {
        'aria-describedby': isOpen ? id : trigger['aria-describedby'],
        onBlur(event) {
          trigger.onBlur?.(event)
          setWish('dismiss')
        },
        onFocus(event) {
          trigger.onFocus?.(event)
          if (event.currentTarget.matches(':focus-visible')) want(event, 'focus')
        },
        onKeyDown(event) {
          trigger.onKeyDown?.(event)
          setWish('dismiss')
        },
        onPointerDown(event) {
          trigger.onPointerDown?.(event)
          setWish('dismiss')
        },
        onPointerEnter(event) {
          trigger.onPointerEnter?.(event)
          if (isHover(event)) want(event, 'hover')
        },
        onPointerLeave(event) {
          trigger.onPointerLeave?.(event)
          if (isHover(event)) setWish('leave')
        },
      } satisfies TriggerProps)}
      {Bubble && (
        <Bubble {...words} id={id} anchorRef={anchor} wish={wish} onOpenChange={setIsOpen} />
      )}
    </>
  )
}
