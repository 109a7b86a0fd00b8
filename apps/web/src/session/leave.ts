import type { Client } from '../api/client.ts'

/** Nobody waits longer to be out than this for an api that does not answer. */
const apiPatienceMs = 2_000

/** Clerk's script tries again by itself when its host is away, and would do so for ever. */
const clerkPatienceMs = 10_000

/**
 * Ends the session at the api, so that no token of it is taken any more, and then at Clerk, which makes
 * the tokens. Neither one stops the other: what fails, or takes too long, is passed over. Never throws.
 */
export async function endSession(client: Client, signOut: () => Promise<unknown>): Promise<void> {
  // The limit of the client begins with its token, which may never come either.
  await settled(client.request('POST', '/me/sign-out', { timeoutMs: apiPatienceMs }), apiPatienceMs)
  await settled(signOut(), clerkPatienceMs)
}

/** Resolves when the work is done, has failed, or has taken so many milliseconds. */
async function settled(work: Promise<unknown>, limitMs: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs)
  })
  await Promise.race([work.catch(() => {}), late])
  clearTimeout(timer)
}
