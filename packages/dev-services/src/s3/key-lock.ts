/** Runs works of one name one after the other, and works of different names side by side. */
export interface KeyLock {
  run<T>(name: string, work: () => Promise<T>): Promise<T>
}

export function keyLock(): KeyLock {
  const last = new Map<string, Promise<unknown>>()
  return {
    run: (name, work) => {
      const before = last.get(name) ?? Promise.resolve()
      const mine = before.then(work, work)
      last.set(name, mine)
      // A name that nobody waits for is forgotten, or the map would grow with every key ever used.
      const forget = () => {
        if (last.get(name) === mine) last.delete(name)
      }
      mine.then(forget, forget)
      return mine
    },
  }
}
