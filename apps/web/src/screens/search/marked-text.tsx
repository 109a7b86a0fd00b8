import * as stylex from '@stylexjs/stylex'
import type { Snippet } from '@worksmart/types/search'
import { color, weight } from '@worksmart/ui/tokens.stylex.ts'

/** A piece of text with what was looked for marked in it. Text stays text, whatever is in it. */
export function MarkedText({ text, marks }: Snippet) {
  const parts: { at: number; words: string; isMarked: boolean }[] = []
  let at = 0
  for (const [start, end] of [...marks].sort(([a], [b]) => a - b)) {
    if (start < at || end > text.length || end <= start) continue
    if (start > at) parts.push({ at, words: text.slice(at, start), isMarked: false })
    parts.push({ at: start, words: text.slice(start, end), isMarked: true })
    at = end
  }
  if (at < text.length) parts.push({ at, words: text.slice(at), isMarked: false })
  return (
    <bdi>
      {parts.map(({ at: key, words, isMarked }) =>
        isMarked ? (
          <mark key={key} {...stylex.props(styles.mark)}>
            {words}
          </mark>
        ) : (
          words
        ),
      )}
    </bdi>
  )
}

const styles = stylex.create({
  mark: { backgroundColor: color.selected, color: color.text, fontWeight: weight.semibold },
})
