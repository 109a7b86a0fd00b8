import { expect, test } from 'vitest'
import { quoteInPage } from './quote-in-page.ts'

test('the places count code points, so a picture before the quote moves nothing', () => {
  const text = '🚀 Launch is due on 14 December.'
  const at = [...text].join('')
  const start = [...'🚀 Launch is due on '].length
  const quote = '14 December'
  const place = { start, end: start + [...quote].length, quote }
  expect(quoteInPage(at, place)).toEqual({
    before: '🚀 Launch is due on ',
    quote,
    after: '.',
  })
})

test('a quote that does not stand where it says is shown alone, never at a wrong place', () => {
  expect(quoteInPage('some other text', { start: 0, end: 5, quote: 'false' })).toEqual({
    before: '',
    quote: 'false',
    after: '',
  })
})
