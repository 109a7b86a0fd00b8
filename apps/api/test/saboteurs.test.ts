// The list of defects fits the tree: each text stands there once, each test exists.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { saboteurs } from './saboteurs.ts'
import { holdsTest } from './test-titles.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const read = (file: string) => readFileSync(join(root, file), 'utf8')

test('the promised 28 are there, each under its own name', () => {
  const ids = saboteurs.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (let i = 1; i <= 28; i++) expect(ids).toContain(`S${i}`)
})

describe.each(saboteurs)('$id, $defect', ({ file, exact, replacement, caughtBy }) => {
  test('its text stands once in its file and is changed', () => {
    expect(read(file).split(exact)).toHaveLength(2)
    expect(replacement).not.toBe(exact)
  })

  test('the test that notices it exists', () => {
    expect(existsSync(join(root, caughtBy.file)), caughtBy.file).toBe(true)
    expect(holdsTest(read(caughtBy.file), caughtBy.title), caughtBy.title).toBe(true)
  })
})
