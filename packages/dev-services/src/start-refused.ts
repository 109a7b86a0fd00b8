/**
 * A start that cannot go on, with a message for the person at the terminal: what is wrong, and
 * what to do. Entry points print the message alone (no stack) and exit with 1.
 */
export class StartRefused extends Error {
  override readonly name = 'StartRefused'
}
