export const tagHues = [
  'blue',
  'green',
  'amber',
  'teal',
  'olive',
  'orange',
  'red',
  'pink',
  'slate',
] as const

export type TagHue = (typeof tagHues)[number]

const utf8 = new TextEncoder()

/**
 * The colour of a tag: 32-bit FNV-1a over its UTF-8 bytes, modulo the nine hues. It needs no
 * storage and is the same for everyone on every device, so the order of `tagHues` is fixed for good.
 */
export function tagHue(tag: string): TagHue {
  let hash = 0x811c9dc5
  for (const byte of utf8.encode(tag)) {
    hash = Math.imul(hash ^ byte, 0x01000193)
  }
  return tagHues[(hash >>> 0) % tagHues.length] ?? 'slate'
}
