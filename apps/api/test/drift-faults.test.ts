// The page about faults names tests; here it is held to the files.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

const page = read('docs/reliability.md')
const rows = page
  .split('\n')
  .filter((line) => /^\| F\d+ \|/.test(line))
  .map((line) => {
    const [id = '', fault, promise, seen, tests = ''] = line.slice(2, -2).split(' | ')
    return { id, facts: [fault, promise, seen], tests: namedIn(tests) }
  })

function namedIn(text: string): { file: string; name: string }[] {
  return [...text.matchAll(/`([^`›]+) › ([^`]+)`/g)].map(([, file = '', name = '']) => ({
    file,
    name,
  }))
}

test('the page has the sixty faults in order, each with a promise, what was seen and a test', () => {
  expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 60 }, (_, i) => `F${i + 1}`))
  for (const { id, facts, tests } of rows) {
    expect(
      facts.filter((fact) => !fact?.trim()),
      id,
    ).toEqual([])
    expect(tests.length, id).toBeGreaterThan(0)
  }
})

test('every test that the page names is there', () => {
  const named = namedIn(page)
  expect(named.length).toBeGreaterThan(60)
  const missing = named.filter(({ file, name }) => {
    if (!existsSync(new URL(`../../../${file}`, import.meta.url))) return true
    // As the first argument of a test, whose rows may stand in front of it.
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/'/g, "\\\\?'")
    return !new RegExp(`[(\\s](['"\`])${escaped}\\1,`).test(read(file))
  })
  expect(missing).toEqual([])
})

test('every file of a fault stands in the row of its number', () => {
  const files = readdirSync(new URL('./faults', import.meta.url)).filter((name) =>
    /^F\d/.test(name),
  )
  expect(files.length).toBeGreaterThan(30)
  const astray = files.filter((name) => {
    const id = `F${Number(name.slice(1, 3))}`
    const row = rows.find((one) => one.id === id)
    return !row?.tests.some(({ file }) => file.endsWith(`/faults/${name}`))
  })
  expect(astray).toEqual([])
})
