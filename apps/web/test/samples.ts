/** The same pseudo-random numbers on every run, 0 ≤ n < 1 (a linear congruential generator). */
export function* numbers(count: number, seed = 42): Generator<number> {
  let state = seed
  for (let index = 0; index < count; index++) {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    yield state / 4_294_967_296
  }
}

const first = Date.UTC(2000, 0, 2)
const last = Date.UTC(2099, 11, 30)

/** Instants over a hundred years, whole minutes apart from the clock changes. */
export function instants(count: number, seed = 42): Date[] {
  return [...numbers(count, seed)].map((n) => new Date(first + Math.floor(n * (last - first))))
}
