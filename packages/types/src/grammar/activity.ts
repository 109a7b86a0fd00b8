import { isSeparator } from './bare.ts'
import { nfc, toSingleSpaces, withoutBidiControls } from './characters.ts'
import type { Item } from './lexer.ts'

const isKept = (item: Item, index: number, taken: ReadonlySet<number>) =>
  !taken.has(index) && (item.kind === 'text' || item.isTransparent === true)

/**
 * What is left of the line when tokens are taken out, as well-formed NFC text without controls.
 * With `hasTail` the last word loses the `,` `;` `:` that set off the tail.
 */
export const activityOf = (
  items: readonly Item[],
  taken: ReadonlySet<number>,
  hasTail: boolean,
): string => {
  const kept = items.filter((item, index) => isKept(item, index, taken))
  let first = 0
  let last = kept.length - 1
  const isDropped = (index: number) => {
    const item = kept[index]
    return item !== undefined && isSeparator(item.bare)
  }
  while (isDropped(first)) first++
  while (last > first && isDropped(last)) last--
  let activity = ''
  let end = -1
  for (const [index, item] of kept.entries()) {
    if (index < first || index > last) continue
    const value = toSingleSpaces(withoutBidiControls(item.text)).trim()
    if (!value) continue
    const isLiteral = item.bare === '' && !/["“”]/.test(value)
    const cut =
      hasTail && index === last && !isLiteral ? value.replace(/[,;:]+$/, '') || value : value
    activity += (activity && item.start !== end ? ' ' : '') + cut
    end = item.stop
  }
  return nfc(activity)
}
