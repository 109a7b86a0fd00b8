import { type KeyboardEvent, useRef, useState } from 'react'

const steps: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

/**
 * One stop for Tab and arrows from mark to mark. The newest mark, the last one, is where Tab
 * arrives first. `active` is the mark under the focus or the pointer, null when there is none.
 */
export function useRoving(count: number) {
  const marks = useRef(new Map<number, Element>())
  const [stop, setStop] = useState<number | null>(null)
  const [active, setActive] = useState<number | null>(null)
  const current = Math.min(stop ?? count - 1, count - 1)

  function handleKey(event: KeyboardEvent) {
    const step = steps[event.key]
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const next = Math.min(Math.max(current + step, 0), count - 1)
    const mark = marks.current.get(next)
    if (mark instanceof SVGElement || mark instanceof HTMLElement) mark.focus()
  }

  return {
    active: active === null ? null : Math.min(active, count - 1),
    onKeyDown: handleKey,
    /** Spread on each mark. */
    markProps: (index: number) => ({
      ref: (element: Element | null) => {
        if (element) marks.current.set(index, element)
        else marks.current.delete(index)
      },
      tabIndex: index === current ? 0 : -1,
      onFocus: () => {
        setStop(index)
        setActive(index)
      },
      onBlur: () => setActive(null),
      onPointerEnter: () => setActive(index),
      onPointerLeave: () => setActive(null),
    }),
  }
}
