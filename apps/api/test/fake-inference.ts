// A stand-in for the inference service that speaks its contract, and answers badly when it is told to.
// Its good answers are made from the request; each hostile one is a bad turn of such an answer.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type InferenceOperation, inferenceOperations } from '@worksmart/types/inference'
import type { InferencePlace } from '../src/ai/inference-place.ts'
import { type GoodAnswers, goodAnswers } from './fake-inference-answers.ts'
import { requestFailure, sendFailure } from './fake-inference-problems.ts'

export type Asked = {
  operation: InferenceOperation
  body: never
  headers: IncomingMessage['headers']
}

export type FakeInference = {
  url: string
  token: string
  place: () => InferencePlace
  /** Every request since the last `reset`. */
  asked: Asked[]
  /** Requests whose caller went away before the answer. */
  left: () => number
  /** Answers every operation in this way until `reset`. */
  turn: (hostile: Hostile) => void
  /** Takes an operation's good result from here on. */
  answers: <Op extends InferenceOperation>(operation: Op, answer: GoodAnswers[Op]) => void
  /** From now on only these can be analysed, and only with their tag. */
  hold: (kept: Objects) => void
  reset: () => void
  close: () => Promise<void>
}

/** Objects of a store by their key. */
export type Objects = ReadonlyMap<string, { etag: string }>

/** Writes a bad answer; `good` is what it would have been. */
export type Hostile = (res: ServerResponse, good: Json, operation: InferenceOperation) => void

// biome-ignore lint/suspicious/noExplicitAny: A hostile answer breaks whatever the contract says.
export type Json = any

export const fakeModel = 'fake-words/1'

export async function startFakeInference(): Promise<FakeInference> {
  const token = 'a-token-of-the-tests-that-is-long-enough'
  const asked: Asked[] = []
  let hostile: Hostile | null = null
  let answers: GoodAnswers = goodAnswers
  let left = 0
  let objects: Objects | null = null

  const server = createServer((req, res) => {
    res.on('close', () => {
      if (!res.writableFinished) left++
    })
    void read(req).then((text) => answer(req, res, text))
  })

  function answer(req: IncomingMessage, res: ServerResponse, text: string): void {
    const health = req.url?.match(/^\/health\/(live|ready)$/)?.[1]
    if (health) send(res, 200, { status: health })
    else if (req.headers.authorization !== `Bearer ${token}`) sendFailure(res, 'unauthorized')
    else if (req.url === '/v1/capabilities') send(res, 200, capabilities)
    else answerOperation(req, res, text)
  }

  function answerOperation(req: IncomingMessage, res: ServerResponse, text: string): void {
    const operation = (Object.keys(inferenceOperations) as InferenceOperation[]).find(
      (one) => inferenceOperations[one].path === req.url,
    )
    if (!operation) {
      sendFailure(res, 'invalid_request', 404)
      return
    }
    const failure = requestFailure(operation, req.headers, text)
    if (failure) {
      sendFailure(res, failure)
      return
    }
    const body = JSON.parse(text)
    asked.push({ operation, body: body as never, headers: req.headers })
    const object = operation === 'analyze' ? objects?.get(body.storageKey) : undefined
    if (operation === 'analyze' && objects && !object) {
      sendFailure(res, 'object_not_found')
      return
    }
    if (object && body.etag !== null && body.etag !== object.etag) {
      sendFailure(res, 'object_changed')
      return
    }
    const good = {
      contractVersion: 1,
      requestId: String(req.headers['x-request-id'] ?? 'fake'),
      strategy: 'local',
      model: { id: fakeModel, revision: '1' },
      degraded: false,
      warnings: [],
      usage: { inputTokens: 1, outputTokens: 0, ms: 1, costUsd: null },
      result: (answers[operation] as (body: unknown) => unknown)(body),
    }
    if (hostile) hostile(res, good, operation)
    else if (req.headers.accept?.includes('text/event-stream')) sendEvents(res, good)
    else send(res, 200, good)
  }

  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    token,
    place: () => ({ state: 'there', url, token }),
    asked,
    left: () => left,
    turn: (next) => {
      hostile = next
    },
    answers: (operation, next) => {
      answers = { ...answers, [operation]: next }
    },
    hold: (kept) => {
      objects = kept
    },
    reset: () => {
      hostile = null
      answers = goodAnswers
      asked.length = 0
      left = 0
    },
    close: () =>
      new Promise((settle) => {
        server.close(() => settle())
        server.closeAllConnections()
      }),
  }
}

/** Sends JSON with this status. */
export function send(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  res.writeHead(status, { 'content-type': 'application/json', ...headers })
  res.end(JSON.stringify(body))
}

/** Sends a narrative as events: each sentence, then the whole. */
function sendEvents(res: ServerResponse, good: Json): void {
  res.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  for (const sentence of good.result.sentences) res.write(eventOf({ kind: 'sentence', sentence }))
  res.end(eventOf({ kind: 'answer', answer: good }))
}

/** One server-sent event with this JSON. */
export const eventOf = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`

function read(req: IncomingMessage): Promise<string> {
  return new Promise((settle) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => settle(Buffer.concat(chunks).toString('utf8')))
  })
}

const ability = {
  available: true,
  strategy: 'local',
  semantic: true,
  textLeavesHost: false,
  model: { id: fakeModel, revision: '1' },
}
const capabilities = {
  contractVersion: 1,
  serviceVersion: 'fake',
  tasks: {
    categorize: ability,
    anomalies: ability,
    embed: ability,
    analyze: ability,
    narrative: ability,
  },
  textLeavesHost: false,
  ocr: { available: false, engine: null },
  limits: {
    candidates: 100,
    history: 500,
    batch: 100,
    embedTexts: 256,
    pages: 200,
    requestBytes: 4_194_304,
    answerBytes: 1_048_576,
  },
}
