import { useState } from 'react'

/**
 * What is typed over a value that may change meanwhile. The text follows the value until the person
 * writes, and then stays theirs; `seen` is the value that they wrote over.
 */
export function useTyped(value: string) {
  const [typed, setTyped] = useState<{ text: string; seen: string } | null>(null)
  return {
    text: typed?.text ?? value,
    seen: typed?.seen ?? value,
    setText: (text: string) => setTyped((now) => ({ text, seen: now?.seen ?? value })),
    /** Back to what is saved. */
    reset: () => setTyped(null),
    /** What is written from now on is written over what goes out now. */
    send: (sent: string) => setTyped((now) => ({ text: now?.text ?? value, seen: sent })),
    /** `sent` was answered, and now `saved` is there. What was typed since stays. */
    settle: (sent: string, saved: string) =>
      setTyped((now) => (now && now.text !== sent ? { text: now.text, seen: saved } : null)),
  }
}
