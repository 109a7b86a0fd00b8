/**
 * A page's text with the quote cut out. `start` and `end` count code points, because the service
 * does; where they do not hold the quote, the quote stands alone.
 */
export function quoteInPage(
  text: string,
  { start, end, quote }: { start: number; end: number; quote: string },
): { before: string; quote: string; after: string } {
  const points = [...text]
  const found = points.slice(start, end).join('')
  if (found.normalize('NFC') !== quote.normalize('NFC')) return { before: '', quote, after: '' }
  return {
    before: points.slice(0, start).join(''),
    quote: found,
    after: points.slice(end).join(''),
  }
}
