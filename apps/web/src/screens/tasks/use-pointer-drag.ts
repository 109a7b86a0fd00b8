import * as stylex from '@stylexjs/stylex'
import type { Task } from '@worksmart/types/tasks'
import { z } from '@worksmart/ui/tokens.stylex.ts'
import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef } from 'react'
import { type Drop, dropAt, showLine } from './drop-line.ts'

const slopPx = 5
const edgePx = 56
const scrollPx = 14

export type PointerDragOptions = {
  board: RefObject<HTMLElement | null>
  line: RefObject<HTMLElement | null>
  taskOf(id: string): Task | undefined
  /** False says why and leaves the card where it is. */
  mayLift(task: Task): boolean
  onDrop(task: Task, drop: Drop): void
}

/**
 * Dragging with a mouse or a pen. A finger scrolls instead; it has the status select. Until the
 * card is let go nothing is drawn by React: a copy of the card follows the pointer.
 */
export function usePointerDrag(options: PointerDragOptions) {
  const stop = useRef<(() => void) | null>(null)

  // A drag must not outlive the board: its listeners are on the document.
  useEffect(() => () => stop.current?.(), [])

  return function handlePointerDown(event: ReactPointerEvent) {
    if (event.button !== 0 || event.pointerType === 'touch' || event.ctrlKey) return
    const card = (event.target as Element).closest<HTMLElement>('button[data-task]')
    const task = card && options.taskOf(card.dataset.task ?? '')
    if (!card || !task) return
    stop.current?.()
    stop.current = followPointer(card, task, event.nativeEvent, options)
  }
}

function followPointer(
  card: HTMLElement,
  task: Task,
  start: PointerEvent,
  { board, line, mayLift, onDrop }: PointerDragOptions,
): () => void {
  let ghost: HTMLElement | null = null
  let drop: Drop | null = null
  let frame = 0
  let { clientX: x, clientY: y } = start

  function handleMove(event: PointerEvent) {
    x = event.clientX
    y = event.clientY
    if (!ghost) {
      if (Math.hypot(x - start.clientX, y - start.clientY) < slopPx) return
      if (!mayLift(task)) return end()
      ghost = makeGhost(card)
      document.addEventListener('click', swallowClick, { capture: true, once: true })
    }
    event.preventDefault()
    frame ||= requestAnimationFrame(draw)
  }

  function draw() {
    frame = 0
    if (!ghost || !board.current || !line.current) return
    ghost.style.transform = `translate(${x - start.clientX}px, ${y - start.clientY}px) rotate(1deg)`
    drop = dropAt(board.current, task.id, x, y)
    if (drop) showLine(board.current, line.current, task.id, drop)
    else line.current.hidden = true
    const step = y < edgePx ? -scrollPx : y > innerHeight - edgePx ? scrollPx : 0
    if (step !== 0) {
      scrollBy(0, step)
      frame = requestAnimationFrame(draw)
    }
  }

  function handleUp() {
    if (frame) {
      cancelAnimationFrame(frame)
      draw()
    }
    const target = ghost && drop
    end()
    if (target) onDrop(task, target)
  }

  function handleKey(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !ghost) return
    event.preventDefault()
    event.stopPropagation()
    end()
  }

  function end() {
    cancelAnimationFrame(frame)
    ghost?.remove()
    if (line.current) line.current.hidden = true
    // The click of this press comes after the release, and is not one of its own.
    setTimeout(() => document.removeEventListener('click', swallowClick, { capture: true }), 0)
    document.removeEventListener('pointermove', handleMove)
    document.removeEventListener('pointerup', handleUp)
    document.removeEventListener('pointercancel', end)
    document.removeEventListener('keydown', handleKey, { capture: true })
  }

  document.addEventListener('pointermove', handleMove)
  document.addEventListener('pointerup', handleUp)
  document.addEventListener('pointercancel', end)
  document.addEventListener('keydown', handleKey, { capture: true })
  return end
}

function swallowClick(event: MouseEvent) {
  event.preventDefault()
  event.stopPropagation()
}

function makeGhost(card: HTMLElement): HTMLElement {
  const box = card.getBoundingClientRect()
  const ghost = card.cloneNode(true) as HTMLElement
  ghost.removeAttribute('data-task')
  ghost.setAttribute('aria-hidden', 'true')
  ghost.inert = true
  Object.assign(ghost.style, {
    left: `${box.left}px`,
    pointerEvents: 'none',
    position: 'fixed',
    top: `${box.top}px`,
    width: `${box.width}px`,
  })
  ghost.classList.add(...(stylex.props(styles.ghost).className ?? '').split(' '))
  document.body.append(ghost)
  return ghost
}

const styles = stylex.create({
  // Above the sticky header and whatever else it is carried over.
  ghost: { zIndex: z.undo },
})
