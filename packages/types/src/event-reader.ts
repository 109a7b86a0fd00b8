// Server-sent events, read as their bytes arrive: by the api from the inference service, and by the
// web app from the api.

export type EventReader = { add: (bytes: Uint8Array) => void }

/**
 * Hands on each event as it is complete: its data, and its name (`message` when it has none). `add`
 * throws on bytes that are not UTF-8, and throws on what `take` throws.
 */
export function makeEventReader(take: (data: string, name: string) => void): EventReader {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  // Pieces of a line that has no end yet: joined once, or a slow sender makes it quadratic.
  let begun: string[] = []
  let data: string[] = []
  let name = 'message'

  function endLine(line: string): void {
    if (line === '') {
      const isEvent = data.length > 0
      const event = [data.join('\n'), name] as const
      data = []
      name = 'message'
      if (isEvent) take(...event)
      return
    }
    const value = line.slice(line.indexOf(':') + 1).replace(/^ /, '')
    if (line.startsWith('data:')) data.push(value)
    if (line.startsWith('event:')) name = value
  }

  return {
    add(bytes) {
      const [first = '', ...others] = decoder.decode(bytes, { stream: true }).split('\n')
      begun.push(first)
      for (const next of others) {
        endLine(begun.join('').replace(/\r$/, ''))
        begun = [next]
      }
    },
  }
}
