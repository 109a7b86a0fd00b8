import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/**
 * The width that the chart has, in pixels. Drawing at the real size keeps text, lines and patterns
 * as they are on every screen; a stretched drawing would not.
 */
export function useChartWidth(initial: number): [RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(initial)

  // The width is known to the browser alone, and has to be read before the first paint.
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => {
      if (element.clientWidth > 0) setWidth(element.clientWidth)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [box, width]
}
