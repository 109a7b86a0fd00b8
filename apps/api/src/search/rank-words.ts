import { wordsOf } from '../ai/words.ts'

const k1 = 1.2
const b = 0.6

/** How well a word of a text answers a word of the query: itself, or its beginning. */
const fits = (word: string, asked: string): number =>
  word === asked ? 1 : word.startsWith(asked) && asked.length > 2 ? 0.7 : 0

/**
 * Orders texts by the words of the query that they hold (BM25). How rare a word is, is counted among
 * these texts alone, so that rows that the reader may not see make no difference.
 */
export function rankByWords<Item extends { text: string }>(
  query: string,
  items: readonly Item[],
): Item[] {
  const asked = [...new Set(wordsOf(query))]
  const texts = items.map((item) => wordsOf(item.text))
  const average = texts.reduce((sum, words) => sum + words.length, 0) / Math.max(1, texts.length)
  const counts = texts.map((words) =>
    asked.map((one) => words.reduce((sum, word) => sum + fits(word, one), 0)),
  )
  const rarity = asked.map((_, at) => {
    const holding = counts.filter((row) => (row[at] ?? 0) > 0).length
    return Math.log(1 + (items.length - holding + 0.5) / (holding + 0.5))
  })
  const scores = counts.map((row, index) => {
    const length = (texts[index]?.length ?? 0) / Math.max(1, average)
    return row.reduce((sum, count, at) => {
      const weight = (count * (k1 + 1)) / (count + k1 * (1 - b + b * length))
      return sum + (rarity[at] ?? 0) * weight
    }, 0)
  })
  return items
    .map((item, index) => ({ item, score: scores[index] ?? 0, index }))
    .sort((x, y) => y.score - x.score || x.index - y.index)
    .map(({ item }) => item)
}
