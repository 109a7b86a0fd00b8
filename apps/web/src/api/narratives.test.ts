import type { NarrativeLine } from '@worksmart/types/narrative'
import { expect, test } from 'vitest'
import { ApiProblem, createClient, Unreachable } from './client.ts'
import { draftNarrative } from './narratives.ts'

const line = (text: string): NarrativeLine => ({ text, factIds: ['f1'] })
const event = (name: string, data: unknown) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
const never = new AbortController().signal

/** An api that sends these pieces and then, unless it is held open, ends. */
function anApi(pieces: string[], isHeld = false) {
  const asked: RequestInit[] = []
  const transport: typeof fetch = async (_input, init = {}) => {
    asked.push(init)
    const body = new ReadableStream({
      start(stream) {
        init.signal?.addEventListener('abort', () => stream.error(init.signal?.reason))
        for (const piece of pieces) stream.enqueue(new TextEncoder().encode(piece))
        if (!isHeld) stream.close()
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }
  return { asked, client: createClient({ userId: 'mia', fetch: transport }) }
}

test('sentences are told as they arrive, and the draft is the answer', async () => {
  const text =
    event('sentence', line('Änderung.')) +
    event('sentence', line('Two.')) +
    event('draft', { suggestionId: 's1', sentences: [line('Two.')] })
  const { client, asked } = anApi([text.slice(0, 40), text.slice(40)])
  const told: string[] = []
  const draft = await draftNarrative(client, 'p1', (one) => told.push(one.text), never)
  expect(told).toEqual(['Änderung.', 'Two.'])
  expect(draft).toEqual({ suggestionId: 's1', sentences: [line('Two.')] })
  expect(asked[0]?.headers).toMatchObject({ Accept: 'text/event-stream', 'X-User-Id': 'mia' })
})

test('a problem after the first sentence is a problem like any other', async () => {
  const problem = { status: 503, code: 'database.unavailable', title: 'Not available' }
  const { client } = anApi([event('sentence', line('One.')) + event('error', problem)])
  const asked = draftNarrative(client, 'p1', () => {}, never)
  await expect(asked).rejects.toBeInstanceOf(ApiProblem)
  await expect(asked).rejects.toMatchObject({ status: 503, code: 'database.unavailable' })
})

test('an answer that ends before the draft is no draft', async () => {
  const { client } = anApi([event('sentence', line('One.'))])
  const asked = draftNarrative(client, 'p1', () => {}, never)
  await expect(asked).rejects.toBeInstanceOf(Unreachable)
})

test('who cancels midway gets no draft', async () => {
  const { client } = anApi([event('sentence', line('One.'))], true)
  const stop = new AbortController()
  const reason = new Error('cancelled')
  const asked = draftNarrative(client, 'p1', () => stop.abort(reason), stop.signal)
  await expect(asked).rejects.toBe(reason)
})
