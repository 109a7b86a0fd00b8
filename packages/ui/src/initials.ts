const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function first(word: string): string {
  const [head] = graphemes.segment(word)
  return head?.segment ?? ''
}

/** First letters of the first and the last word. An empty name gives an empty string. */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => word !== '')
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words
  return ends
    .map((word) => first(word ?? ''))
    .join('')
    .toLocaleUpperCase()
}
