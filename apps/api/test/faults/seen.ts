/** Says what a fault test saw, for the table of docs/reliability.md; times in ms. */
export function seen(row: string, what: string): void {
  process.stdout.write(`${row}: ${what}\n`)
}
