/** Work that goes on after its request was answered. */
export type Background = {
  run: (work: Promise<void>) => void
  /** Waits for what is at work. */
  settle: () => Promise<void>
}

/** A failure is said and ends nothing: whoever began the work has left a note in the database. */
export function makeBackground(log: (line: string) => void): Background {
  const working = new Set<Promise<void>>()
  return {
    run(work) {
      const ended = work
        .catch((error: Error) => log(`Work in the background ended early: ${error.message}`))
        .finally(() => working.delete(ended))
      working.add(ended)
    },
    settle: async () => {
      await Promise.all(working)
    },
  }
}
