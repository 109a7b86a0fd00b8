// The page for whom something is on fire names what is really there.

import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { read, root } from './project-files.ts'

const page = read('docs/operations.md')
const sources = (folder: string): string =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ts$/.test(name) && !/\.test\.ts$/.test(name))
    .map((name) => read(join(folder, name)))
    .join('\n')

test('every metric of the page is one of the code, and every one of the code is on the page', () => {
  const made = new Set(sources('apps/api/src').match(/(?<=')worksmart_[a-z_]+(?=')/g))
  const named = new Set(
    page.match(/worksmart_[a-z_]+_[a-z]+/g)?.filter((name) => name !== 'worksmart_app'),
  )
  expect([...named].filter((name) => !made.has(name))).toEqual([])
  const missing = [...made].filter((name) => !named.has(name))
  expect(missing).toEqual([])
})

test('every alert says when, and what to do first', () => {
  const [, table = ''] = /## Alerts[^\n]*\n\n\|.*\n\|[-|]+\n((?:\|.*\n)+)/.exec(page) ?? []
  const rows = table.trim().split('\n')
  expect(rows.length).toBeGreaterThan(15)
  for (const row of rows) {
    const cells = row.split(' | ')
    expect([row, cells.length]).toEqual([row, 3])
    for (const cell of cells) expect(cell.replaceAll('|', '').trim().length).toBeGreaterThan(3)
  }
})

test('every command and file of the page is there', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  for (const [, name = ''] of page.matchAll(/npm run ([\w:]+)/g))
    expect(scripts).toHaveProperty([name])
  for (const [path] of page.matchAll(/\b(scripts|apps|docs)\/[\w./-]+\w/g))
    expect([path, existsSync(join(root, path))]).toEqual([path, true])
})
