import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { AddingTo, QuickAdd } from './quick-add-state.tsx'
import { forgetQuickAddWish, isQuickAddWished } from './quick-add-wish.ts'

/** Where the field for a new task stands, and who gets the focus when it closes. */
export function useAdding(): QuickAdd {
  const queryClient = useQueryClient()
  const [adding, setOpen] = useState<AddingTo>(() =>
    isQuickAddWished(queryClient) ? 'todo' : null,
  )
  const opener = useRef<Element | null>(null)
  const last = useRef<AddingTo>(adding)
  // The next visit starts without the field.
  useEffect(() => forgetQuickAddWish(queryClient), [queryClient])

  const setAdding = useCallback((status: AddingTo) => {
    if (status !== null && last.current === null) opener.current = document.activeElement
    setOpen(status)
  }, [])

  // The field and the focus in it are gone by now; whoever opened it goes on from there.
  useEffect(() => {
    const before = last.current
    last.current = adding
    if (before === null || adding !== null) return
    const from = opener.current
    const isThere = from instanceof HTMLElement && from.isConnected && from !== document.body
    const target = isThere ? from : document.getElementById(`add-${before}`)
    ;(target ?? document.querySelector<HTMLElement>('#first-task button'))?.focus()
  }, [adding])

  return useMemo(() => ({ adding, setAdding }), [adding, setAdding])
}
