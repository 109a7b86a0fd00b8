// Every defect of the list is put into a copy of the tree, one after another, and has to turn its
// test red; the same tests are green in the same copy without it.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { copyTree, runTests, sabotage } from './sabotage.ts'
import { saboteurs } from './saboteurs.ts'

let folder: string
let remove: () => void
beforeAll(() => {
  ;({ folder, remove } = copyTree())
})
afterAll(() => remove())

const titlesByFile = new Map<string, Set<string>>()
for (const { caughtBy } of saboteurs) {
  const titles = titlesByFile.get(caughtBy.file) ?? new Set()
  titlesByFile.set(caughtBy.file, titles.add(caughtBy.title))
}

describe('without a defect', () => {
  test.each([...titlesByFile])('%s is green', async (file, titles) => {
    const { isGreen, passed, output } = await runTests(folder, file, [...titles])
    expect(isGreen, output).toBe(true)
    expect(passed, output).toBeGreaterThanOrEqual(titles.size)
  })
})

let caught = 0

test.each(saboteurs)('$id is caught: $defect', async (saboteur) => {
  const restore = sabotage(folder, saboteur)
  const { file, title } = saboteur.caughtBy
  const run = await runTests(folder, file, [title]).finally(restore)
  expect(run.isBroken, run.output).toBe(false)
  expect(run.isGreen, 'The test did not notice.').toBe(false)
  caught++
})

test('every defect was caught', () => {
  process.stdout.write(`${saboteurs.length} saboteurs: ${caught} caught\n`)
  expect(caught).toBe(saboteurs.length)
})
