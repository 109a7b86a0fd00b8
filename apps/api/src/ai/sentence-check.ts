import type { Fact } from '@worksmart/types/inference/narrative'

type Period = { projectName: string; from: string; to: string }

const numbers = /\d+(?:[.,:]\d+)*/g
const address = /(?:https?:\/\/|www\.)\S+|!?\[[^\]]*\]\([^)]*\)/gi

const numbersOf = (text: string): string[] =>
  [...text.matchAll(numbers)].map(([number]) => number.replace(/[.,]0{1,2}$/, ''))

/**
 * What a sentence says that the facts it cites do not: a number, or an address. Null when nothing.
 * The name of the project and the period are known without a fact.
 */
export function sentenceTrouble(
  sentence: string,
  cited: readonly Pick<Fact, 'text' | 'value'>[],
  { projectName, from, to }: Period,
): string | null {
  const known = [projectName, from, to, ...cited.map(({ text, value }) => `${text} ${value ?? ''}`)]
  const allowed = new Set(known.flatMap(numbersOf))
  const strange = numbersOf(sentence).find((number) => !allowed.has(number))
  if (strange !== undefined) return `the number ${strange} that no cited fact holds`
  const all = known.join('\n')
  const link = sentence.match(address)?.find((one) => !all.includes(one))
  return link === undefined ? null : 'an address'
}
