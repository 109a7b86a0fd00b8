/** What is said after a choice; a browser that refuses storage forgets it with the page. */
export function keptWords(isKept: boolean): string {
  return isKept ? 'Saved' : 'Until this page is closed: the browser keeps nothing.'
}
