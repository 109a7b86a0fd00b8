/** What the address of Team says: `all` shows deactivated people too. */
export type TeamSearch = { show?: string }

/** Keeps what is valid; a bad parameter is dropped and the screen opens without it. */
export function teamSearch(raw: Record<string, unknown>): TeamSearch {
  return raw.show === 'all' ? { show: 'all' } : {}
}
