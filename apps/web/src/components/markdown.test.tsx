import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Markdown } from './markdown.tsx'

const drawn = (text: string) => render(<Markdown text={text} />).container

test('what is written in Markdown is drawn as what it means', () => {
  const page = drawn(
    '# Plan\n\nFix **nav** and *menu*, see [docs](https://example.com).\n\n1. one\n2. two\n\n```\ncode\n```',
  )
  expect(page.querySelector('h4')?.textContent).toBe('Plan')
  expect(page.querySelector('strong')?.textContent).toBe('nav')
  expect(page.querySelector('a')?.getAttribute('href')).toBe('https://example.com')
  expect([...page.querySelectorAll('ol > li')].map((item) => item.textContent)).toEqual([
    'one',
    'two',
  ])
  expect(page.querySelector('pre')?.textContent).toBe('code')
})

test('HTML stays text and nothing of it becomes an element', () => {
  const text = '<script>alert(1)</script>\n\nHi <img src=x onerror=alert(1)> <b>there</b>'
  const page = drawn(text)
  expect(page.querySelector('script, img, b')).toBeNull()
  expect(page.textContent).toContain('<script>alert(1)</script>')
  expect(page.textContent).toContain('<img src=x onerror=alert(1)>')
})

test('a picture is a link, so that nothing is fetched before someone asks', () => {
  const page = drawn(
    '![a chart](https://example.com/c.png) ![b][x]\n\n[x]: https://example.com/d.png',
  )
  expect(page.querySelector('img')).toBeNull()
  expect([...page.querySelectorAll('a')].map((link) => [link.href, link.textContent])).toEqual([
    ['https://example.com/c.png', 'Picture: a chart'],
    ['https://example.com/d.png', 'Picture: b'],
  ])
})

test.each([
  '[go](javascript:alert(1))',
  '[go](JaVaScRiPt:alert(1))',
  '[go](java&#x73;cript:alert(1))',
  '[go](data:text/html,x)',
  '[go](vbscript:x)',
  '[go](//example.com)',
  '[go](/settings)',
  '<javascript:alert(1)>',
  '[go][x]\n\n[x]: javascript:alert(1)',
])('%s is no link', (text) => {
  expect(drawn(text).querySelector('a')).toBeNull()
})

test.each([
  ['>'.repeat(20_000)],
  ['['.repeat(20_000)],
  ['*a '.repeat(6000)],
  ['_'.repeat(20_000)],
  ['- '.repeat(10_000)],
  ['`'.repeat(1500) + 'a'.repeat(1500)],
  ['\n'.repeat(20_000)],
  ['![a]('.repeat(4000)],
  ['<'.repeat(20_000)],
  ['# '.repeat(10_000)],
  ['&amp;'.repeat(4000)],
  ['1. '.repeat(600)],
  ['1. '.repeat(6000)],
  ['+ '.repeat(10_000)],
])('a hostile text is drawn within a second: %#', (text) => {
  const before = performance.now()
  expect(drawn(text).textContent?.length).toBeGreaterThanOrEqual(0)
  expect(performance.now() - before).toBeLessThan(1000)
})
