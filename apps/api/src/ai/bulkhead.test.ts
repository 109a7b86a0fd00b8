import { expect, test } from 'vitest'
import { makeBulkhead } from './bulkhead.ts'

const stays = () => new AbortController().signal

/** Work that ends when it is told to. */
function aWork() {
  let end = (_value: string) => {}
  const done = new Promise<string>((settle) => {
    end = settle
  })
  let began = false
  return {
    run: () => {
      began = true
      return done
    },
    end: () => end('done'),
    hasBegun: () => began,
  }
}

test('four run, eight wait and the thirteenth is sent away', async () => {
  const bulkhead = makeBulkhead(4, 8)
  const works = Array.from({ length: 12 }, aWork)
  const answers = works.map((work) => bulkhead(stays(), work.run))
  expect(answers).not.toContain(null)
  expect(bulkhead(stays(), aWork().run)).toBeNull()
  expect(works.filter((work) => work.hasBegun())).toHaveLength(4)
  for (const work of works) work.end()
  expect(await Promise.all(answers)).toEqual(works.map(() => 'done'))
  expect(works.every((work) => work.hasBegun())).toBe(true)
})

test('a failure frees its place', async () => {
  const bulkhead = makeBulkhead(1, 1)
  for (let i = 0; i < 5; i++) {
    const failing = bulkhead(stays(), () => Promise.reject(new Error('no')))
    await expect(failing).rejects.toThrow('no')
  }
  expect(await bulkhead(stays(), async () => 'fine')).toBe('fine')
})

test('whoever leaves while waiting frees the place and never runs', async () => {
  const bulkhead = makeBulkhead(1, 1)
  const first = aWork()
  const running = bulkhead(stays(), first.run)
  const leaving = new AbortController()
  const left = aWork()
  const waiting = bulkhead(leaving.signal, left.run)
  leaving.abort(new Error('left'))
  await expect(waiting).rejects.toThrow('left')
  const next = bulkhead(stays(), async () => 'next')
  expect(next).not.toBeNull()
  first.end()
  expect(await running).toBe('done')
  expect(await next).toBe('next')
  expect(left.hasBegun()).toBe(false)
})
