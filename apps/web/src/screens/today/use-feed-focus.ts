import type { Checkin } from '@worksmart/types/checkins'
import { useCallback, useLayoutEffect, useRef, useState } from 'react'

/**
 * Which row of the feed is the current one. It is the single Tab stop of the list, and a virtual
 * list keeps it mounted. When its row goes, the row that takes its place becomes current.
 */
export function useFeedFocus(rows: readonly Checkin[]) {
  const [wantedId, setWantedId] = useState<string | null>(null)
  const lastIndex = useRef(0)
  const awaited = useRef<string | null>(null)
  const [, setTurn] = useState(0)

  const found = wantedId === null ? -1 : rows.findIndex((row) => row.id === wantedId)
  const index = found === -1 ? Math.min(lastIndex.current, rows.length - 1) : found
  const currentId = rows[index]?.id ?? null

  // The focus moves after the next render: an editor that closes would still take it back now.
  const focusRow = useCallback((id: string) => {
    awaited.current = id
    setWantedId(id)
    setTurn((turn) => turn + 1)
  }, [])

  const latest = useRef(rows)
  /** For a row that is about to go: the next one takes the focus, or the one before the last. */
  const focusNeighbour = useCallback(
    (id: string) => {
      const at = latest.current.findIndex((row) => row.id === id)
      const neighbour = latest.current[at + 1] ?? latest.current[at - 1]
      if (neighbour) focusRow(neighbour.id)
    },
    [focusRow],
  )

  // A row that was just made current may mount only with this render.
  useLayoutEffect(() => {
    latest.current = rows
    if (index >= 0) lastIndex.current = index
    const id = awaited.current
    if (id === null) return
    // A row that this view does not hold would otherwise steal the focus when it comes one day.
    const isHere = rows.some((row) => row.id === id)
    if (!isHere || focusArticle(id)) awaited.current = null
  })

  return { index, currentId, focusRow, focusNeighbour, setCurrent: setWantedId }
}

function focusArticle(id: string): boolean {
  const article = document.getElementById(`checkin-${id}`)
  article?.focus()
  return article !== null
}
