// What any inference service must do, said once: the fake passes it in every run, and the real one
// wherever it can be started. A double that is not held to this would agree with our own mistakes.

import { readdirSync, readFileSync } from 'node:fs'
import { makeEventReader } from '@worksmart/types/event-reader'
import {
  Capabilities,
  type InferenceOperation,
  InferenceProblem,
  inferenceErrorCodes,
  inferenceOperations,
  NarrativeEvent,
  serviceLimits,
} from '@worksmart/types/inference'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkAnswer } from '../src/ai/answer-checks.ts'
import { parseJson } from '../src/ai/read-json.ts'

export type ServiceUnderTest = {
  url: string
  token: string
  /** A document that lies in its store. */
  document: { storageKey: string; documentId: string; etag: string; sizeBytes: number }
  stop: () => Promise<void>
}

const fixtures = new URL('../../../packages/types/fixtures/inference/', import.meta.url)
const operations = Object.keys(inferenceOperations) as InferenceOperation[]
const longMs = 60_000

/** The requests of a folder: `categorize.request.own-rule.json` and its like. */
const requestsIn = (folder: string) =>
  readdirSync(new URL(`${folder}/`, fixtures)).flatMap((file) => {
    const [operation, side] = file.split('.')
    const known = operations.find((one) => one === operation)
    const text = () => readFileSync(new URL(`${folder}/${file}`, fixtures), 'utf8')
    return known && side === 'request' ? [{ file, operation: known, text }] : []
  })

/** Ids are the same in either case, and a service may answer them in the case of its own. */
const folded = (text: string) =>
  text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, (id) => id.toLowerCase())

/** The codes that an analysis may end with although the request is well made. */
const ofDocuments = inferenceErrorCodes.filter(
  (code) => /^(object|document)_/.test(code) || code === 'unsupported_media',
)

export function inferenceContract(
  name: string,
  start: () => Promise<ServiceUnderTest>,
  skipReason: string | null = null,
): void {
  const title = skipReason === null ? name : `SKIPPED: ${name}: ${skipReason}`
  describe.skipIf(skipReason !== null)(title, () => {
    let service: ServiceUnderTest
    beforeAll(async () => {
      service = await start()
    }, 2 * longMs)
    afterAll(() => service?.stop())

    const ask = (path: string, body: string | null, headers: Record<string, string> = {}) =>
      fetch(`${service.url}${path}`, {
        method: body === null ? 'GET' : 'POST',
        redirect: 'error',
        headers: {
          authorization: `Bearer ${service.token}`,
          'content-type': 'application/json',
          'x-deadline-ms': String(longMs),
          ...headers,
        },
        ...(body === null ? {} : { body }),
      })

    async function expectFailure(answer: Response, status: number, code: string) {
      const text = await answer.text()
      expect(answer.headers.get('content-type'), text).toMatch(/^application\/problem\+json/)
      const problem = InferenceProblem.parse(parseJson(text))
      expect([answer.status, problem.status, problem.code], text).toEqual([status, status, code])
    }

    async function answerIn(answer: Response): Promise<unknown> {
      const text = await answer.text()
      expect([answer.status, answer.headers.get('content-type')], text).toEqual([
        200,
        expect.stringMatching(/^application\/json/),
      ])
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(serviceLimits.answerBytes)
      return parseJson(text)
    }

    test.each(requestsIn('accept'))(
      '$file is answered by contract, and what the answer says can be checked',
      async ({ operation, text }) => {
        const body = text()
        const answer = await ask(inferenceOperations[operation].path, body)
        if (operation === 'analyze' && answer.status !== 200) {
          const { code } = InferenceProblem.parse(parseJson(await answer.text()))
          expect(ofDocuments).toContain(code)
          return
        }
        const request = inferenceOperations[operation].request.parse(JSON.parse(folded(body)))
        const json = JSON.parse(folded(JSON.stringify(await answerIn(answer))))
        checkAnswer(operation, request as never, json)
      },
      longMs,
    )

    test.each(requestsIn('reject'))('$file is refused', async ({ operation, text }) => {
      const answer = await ask(inferenceOperations[operation].path, text())
      await expectFailure(answer, 422, 'invalid_request')
    })

    describe.each(operations)('%s', (operation) => {
      const { path } = inferenceOperations[operation]

      test.each(['', '{', '[]', 'null', '"x"', '{}'])('the body %j is refused', async (body) => {
        await expectFailure(await ask(path, body), 422, 'invalid_request')
      })

      test.each([undefined, 'Bearer', 'Bearer wrong', 'Basic eDp4'])(
        'is behind the token: %s',
        async (authorization) => {
          const headers = authorization === undefined ? {} : { authorization }
          const answer = await fetch(`${service.url}${path}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...headers },
            body: '{}',
          })
          await expectFailure(answer, 401, 'unauthorized')
        },
      )

      test('takes no more than the largest request', async () => {
        const text = `"${'x'.repeat(serviceLimits.requestBytes)}"`
        await expectFailure(await ask(path, text), 413, 'payload_too_large')
      })

      test('speaks one version of the contract and says so', async () => {
        const answer = await ask(path, '{}', { 'x-contract-version': '2' })
        await expectFailure(answer, 400, 'contract_unsupported')
      })
    })

    test('the id of a request comes back', async () => {
      const [first] = requestsIn('accept').filter(({ operation }) => operation === 'categorize')
      const path = inferenceOperations.categorize.path
      const answer = await ask(path, first?.text() ?? '', { 'x-request-id': 'req-1.a_b' })
      expect(await answerIn(answer)).toMatchObject({ requestId: 'req-1.a_b' })
    })

    test('a deadline that is over is told at once, with when to come back', async () => {
      const file = 'categorize-batch.request.100-lines.json'
      const text =
        requestsIn('accept')
          .find((one) => one.file === file)
          ?.text() ?? ''
      const from = performance.now()
      const answer = await ask('/v1/categorize/batch', text, { 'x-deadline-ms': '0' })
      expect(performance.now() - from).toBeLessThan(2000)
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
      await expectFailure(answer, 503, 'overloaded')
    })

    test('a narrative comes as events to who asks for them: sentences, then the whole', async () => {
      const file = 'narrative.request.two-facts.json'
      const text =
        requestsIn('accept')
          .find((one) => one.file === file)
          ?.text() ?? ''
      const path = inferenceOperations.narrative.path
      const answer = await ask(path, text, { accept: 'text/event-stream' })
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        expect.stringMatching(/^text\/event-stream/),
      ])
      const events: NarrativeEvent[] = []
      const { add } = makeEventReader((data) => {
        events.push(NarrativeEvent.parse(parseJson(data)))
      })
      add(new Uint8Array(await answer.arrayBuffer()))
      const end = events.pop()
      if (end?.kind !== 'answer') throw new Error('The stream has no end.')
      expect(events.length).toBeGreaterThan(0)
      expect(events.map((one) => (one.kind === 'sentence' ? one.sentence : null))).toEqual(
        end.answer.result.sentences,
      )
      checkAnswer('narrative', JSON.parse(text), end.answer)
    })

    describe('a document', () => {
      const request = (changes: object = {}) => ({
        documentId: service.document.documentId,
        storageKey: service.document.storageKey,
        etag: service.document.etag,
        sizeBytes: service.document.sizeBytes,
        mime: 'text/plain' as const,
        name: 'notes.txt',
        today: '2026-11-24',
        ...changes,
      })
      const analyze = (changes?: object) =>
        ask(inferenceOperations.analyze.path, JSON.stringify(request(changes)))

      test.each([{}, { etag: null }])('that lies there is analysed (%j)', async (changes) => {
        checkAnswer('analyze', request(changes), await answerIn(await analyze(changes)))
      })

      test('that changed since it was looked at is not', async () => {
        await expectFailure(await analyze({ etag: '"another"' }), 409, 'object_changed')
      })

      test('that is not there is not', async () => {
        const storageKey = service.document.storageKey.replace(/.{12}$/, 'ffffffffffff')
        await expectFailure(await analyze({ storageKey }), 404, 'object_not_found')
      })
    })

    test('capabilities are behind the token and tell the limits of the contract', async () => {
      const answer = await answerIn(await ask('/v1/capabilities', null))
      expect(Capabilities.parse(answer)).toMatchObject({
        contractVersion: 1,
        textLeavesHost: false,
        limits: serviceLimits,
      })
      const nobody = await ask('/v1/capabilities', null, { authorization: 'Bearer wrong' })
      await expectFailure(nobody, 401, 'unauthorized')
    })

    test.each(['live', 'ready'])('health %s needs no token and tells a word', async (kind) => {
      const answer = await fetch(`${service.url}/health/${kind}`)
      expect([answer.status, await answer.json()]).toEqual([200, { status: kind }])
    })

    test('an address that is not there is a problem', async () => {
      await expectFailure(await ask('/v1/nothing', '{}'), 404, 'invalid_request')
    })
  })
}
