import { useCallback, useEffect, useRef, useState } from 'react'
import type { CheckinBarProps } from './checkin-bar.tsx'
import type { LineReading } from './read-lines.ts'

const noNotes: ReadonlyMap<string, string> = new Map()

export type ServerNotes = {
  /** Why the server would not take a line, by the text of the line. */
  notes: ReadonlyMap<string, string>
  add(entries: readonly (readonly [text: string, message: string])[]): void
}

/** Asks the server about several lines once they rest. What it cannot answer it checks on saving. */
export function useServerNotes(
  readings: readonly LineReading[],
  isRested: boolean,
  ask: CheckinBarProps['onPreviewMany'],
): ServerNotes {
  const [notes, setNotes] = useState(noNotes)
  const add = useCallback((entries: readonly (readonly [string, string])[]) => {
    if (entries.length > 0) setNotes((last) => new Map([...last, ...entries]))
  }, [])
  const asked = useRef('')
  const texts = readings.map(({ text }) => text)
  const key = texts.length > 1 && isRested ? texts.join('\n') : ''
  // The answer comes from outside React, and one for lines that have changed since is dropped.
  useEffect(() => {
    if (!ask || key === '' || asked.current === key) return
    asked.current = key
    const lines = key.split('\n')
    ask(lines).then(
      (previews) => {
        if (asked.current !== key) return
        add(
          lines.flatMap((text, index) => {
            const preview = previews[index]
            return preview && !preview.ok ? [[text, preview.message ?? 'Not accepted.']] : []
          }),
        )
      },
      () => {
        if (asked.current === key) asked.current = ''
      },
    )
  }, [ask, key, add])
  return { notes, add }
}
