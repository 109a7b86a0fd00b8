import type { Categories } from '@worksmart/types/ai'
import { useEffect, useState } from 'react'
import { askCategories } from '../../api/ai.ts'
import type { Client } from '../../api/client.ts'
import type { OfferKind } from './line-offers.ts'

const restMs = 400

/** What was asked: the words of the line, and what they left open. */
export type Wish = { text: string; activity: string; open: readonly OfferKind[] }

export type LineSuggestions = {
  /** For the words as they are now; null while there is none. */
  categories: Categories | null
  /** The question was not answered in time, or not at all. */
  isMissed: boolean
  /** `performance.now()` when the answer came; 0 before. */
  shownAt: number
}

type Answer = { wish: Wish; categories: Categories | null; shownAt: number }

/**
 * Asks about the line once the typing rests, and takes the question back at the next key. An answer
 * stays while the words do and nothing else became open: taking one suggestion keeps the others.
 */
export function useLineSuggestions(client: Client, wish: Wish | null): LineSuggestions {
  const [answer, setAnswer] = useState<Answer | null>(null)
  // Another line asks anew, even with the same words: each has a decision of its own.
  if (wish === null && answer !== null) setAnswer(null)
  const isCurrent =
    answer !== null &&
    wish !== null &&
    answer.wish.activity === wish.activity &&
    wish.open.every((kind) => answer.wish.open.includes(kind))
  const question = wish === null || isCurrent ? null : JSON.stringify(wish)

  // The answer comes from outside React, and only time tells that the typing rests.
  useEffect(() => {
    if (question === null) return
    const asked: Wish = JSON.parse(question)
    const stop = new AbortController()
    const settle = (categories: Categories | null) => {
      if (stop.signal.aborted) return
      setAnswer({ wish: asked, categories, shownAt: performance.now() })
    }
    const timer = setTimeout(() => {
      askCategories(client, asked.text, stop.signal).then(settle, () => settle(null))
    }, restMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [client, question])

  return {
    categories: isCurrent ? answer.categories : null,
    isMissed: isCurrent && answer.categories === null,
    shownAt: isCurrent ? answer.shownAt : 0,
  }
}
