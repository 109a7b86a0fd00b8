import { describe, expect, test } from 'vitest'
import { retrying } from './import-retry.ts'
import { groupRefused, runImport } from './import-run.ts'

const batchOf = (...lines: number[]) => ({
  userId: 'ana',
  lines,
  items: lines.map((line) => ({
    activity: 'fix nav',
    minutes: 30,
    tags: [],
    workDate: '2026-11-24',
    sourceId: `worklog:${line}`,
  })),
})
const answer = (created: number, existing: number, refused: number[]) => ({
  created: Array.from({ length: created }, (_, index) => ({ index })),
  existing: Array.from({ length: existing }, (_, index) => ({ index, id: 'x' })),
  refused: refused.map((index) => ({
    index,
    problem: { code: 'request.invalid', detail: 'Not like this.' },
  })),
})

describe('a run', () => {
  test('adds up the answers and names refused lines by their number in the file', async () => {
    const answers = [answer(1, 1, [2]), answer(0, 1, [0])]
    const seen: number[] = []
    const outcome = await runImport(
      [batchOf(2, 3, 9), batchOf(10, 11)],
      async () => answers.shift() ?? answer(0, 0, []),
      { onProgress: ({ sent }) => seen.push(sent) },
    )
    expect(seen).toEqual([3, 5])
    expect(outcome).toEqual({
      sent: 5,
      created: 1,
      existing: 2,
      refused: [
        { line: 9, reason: 'Not like this.', found: null },
        { line: 10, reason: 'Not like this.', found: null },
      ],
      stopped: null,
    })
  })

  test('that fails keeps its counts and sends nothing after', async () => {
    let calls = 0
    const cause = new Error('no answer')
    const outcome = await runImport([batchOf(2), batchOf(3), batchOf(4)], async () => {
      calls++
      if (calls === 2) throw cause
      return answer(1, 0, [])
    })
    expect(outcome).toMatchObject({ sent: 1, created: 1, stopped: { cause } })
    expect(calls).toBe(2)
  })

  test('that is cancelled stops before the next batch', async () => {
    const cancel = new AbortController()
    const outcome = await runImport([batchOf(2), batchOf(3)], async () => answer(1, 0, []), {
      signal: cancel.signal,
      onProgress: () => cancel.abort(),
    })
    expect(outcome).toMatchObject({ sent: 1, created: 1 })
    expect(outcome.stopped).not.toBeNull()
  })
})

test('refused lines are grouped by reason, the commonest first, in file order', () => {
  const groups = groupRefused([
    { line: 9, reason: 'a', found: null },
    { line: 4, reason: 'b', found: '0' },
    { line: 2, reason: 'b', found: null },
  ])
  expect(groups).toEqual([
    {
      reason: 'b',
      lines: [
        { line: 2, found: null },
        { line: 4, found: '0' },
      ],
    },
    { reason: 'a', lines: [{ line: 9, found: null }] },
  ])
})

describe('a retry', () => {
  const failing = (times: number) => {
    let calls = 0
    const call = async () => {
      calls++
      if (calls <= times) throw new Error(`failure ${calls}`)
      return calls
    }
    return call
  }

  test('answers when a failure passes within its tries', async () => {
    const options = { retries: 3, waitAfter: () => 0 }
    await expect(retrying(failing(3), options)).resolves.toBe(4)
    await expect(retrying(failing(4), options)).rejects.toThrow('failure 4')
  })

  test('does not try again what another try cannot help', async () => {
    const options = { retries: 3, waitAfter: () => null }
    await expect(retrying(failing(1), options)).rejects.toThrow('failure 1')
  })

  test('that is cancelled while it waits ends at once', async () => {
    const cancel = new AbortController()
    const waiting = retrying(failing(1), {
      retries: 3,
      waitAfter: () => 60_000,
      signal: cancel.signal,
      onWait: () => cancel.abort(new Error('cancelled')),
    })
    await expect(waiting).rejects.toThrow('cancelled')
  })
})
