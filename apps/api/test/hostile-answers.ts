// Every bad answer that the api has to survive, with the code that `analyze` gives for it. What has
// an answer of its own goes on with 200 and `ai: "unavailable"`.

import type { ErrorCode } from '@worksmart/types/error-codes'
import { type Hostile, type Json, send } from './fake-inference.ts'

const foreignId = '0192f0c4-7f7d-7c64-9a5b-ffffffffffff'
const bad = [502, 'ai.bad_response'] as const

/** Sends this text as if it were JSON. */
const raw =
  (text: string | Buffer, type = 'application/json'): Hostile =>
  (res) => {
    res.writeHead(200, { 'content-type': type })
    res.end(text)
  }

/** Sends the good answer after this was done to it. */
const turned =
  (change: (good: Json) => void): Hostile =>
  (res, good) => {
    const copy = structuredClone(good)
    change(copy)
    send(res, 200, copy)
  }

/** Puts a text into the first place of the result that takes one. */
const withText = (text: string) =>
  turned(({ result }) => {
    const holder =
      result.sentences?.[0] ??
      result.summary?.[0] ??
      result.findings?.[0] ??
      [result.tasks, result.projects, result.tags].flat()[0]?.reasons[0] ??
      result
    if (holder === result) result.model = text
    else holder.text = text
  })

/** Doubles the first thing that has to be there once. */
const twice = turned(({ result }) => {
  if (result.sentences) result.sentences[0].factIds.push(result.sentences[0].factIds[0])
  else if (result.pages) result.pages.push(result.pages[0])
  else if (result.findings) result.findings[0].entryIds.push(result.findings[0].entryIds[0])
  else if (result.vectors) result.vectors.push(result.vectors[0])
  else {
    const list = [result.tasks, result.projects, result.tags].find((one) => one.length > 0)
    list.push(list[0])
  }
})

/** Names something that was never sent. */
const foreign = turned(({ result }) => {
  if (result.sentences) result.sentences[0].factIds = ['f9999']
  else if (result.links) result.links = [{ ...result.links[0], ...link }]
  else if (result.findings) result.findings[0].entryIds = [foreignId]
  else if (result.vectors) result.vectors = []
  else {
    const [one] = [result.tasks, result.projects, result.tags].flat()
    one.value = foreignId
  }
})
const link = {
  kind: 'task',
  id: foreignId,
  confidence: 'maybe',
  reasons: [{ type: 'words', text: 'x', entryIds: [] }],
}

/** Says what the text, the facts or the request does not. */
const untrue = turned(({ result }) => {
  if (result.sentences) result.sentences[0].text = 'The team logged 4711 hours.'
  else if (result.summary) result.summary[0].quote = 'what nobody wrote'
  else if (result.findings) result.findings[0].workDate = '2019-01-01'
  else if (result.vectors) result.dim = 7
  else {
    const [one] = [result.tasks, result.projects, result.tags].flat()
    one.reasons[0].entryIds = [foreignId]
  }
})

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

export const hostileAnswers: [string, Hostile, readonly [number, ErrorCode]][] = [
  ['a page of HTML', raw('<!doctype html><h1>Hello</h1>', 'text/html'), bad],
  ['HTML that says it is JSON', raw('<!doctype html><h1>Hello</h1>'), bad],
  ['an empty body', raw(''), bad],
  ['broken JSON', raw('{"contractVersion":1,'), bad],
  ['null', raw('null'), bad],
  ['bytes that are not UTF-8', raw(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), bad],
  ['NaN', raw('{"contractVersion":NaN}'), bad],
  [
    'a number past every number',
    turned((good) => {
      good.usage.ms = '1e400'
    }),
    bad,
  ],
  ['an object of nothing', raw('{}'), bad],
  [
    'another contract',
    turned((good) => {
      good.contractVersion = 2
    }),
    bad,
  ],
  [
    'a result of another kind',
    turned((good) => {
      good.result = { yes: true }
    }),
    bad,
  ],
  ['a NUL in a text', withText('a\u0000b'), bad],
  ['half of a pair in a text', withText('a\ud800b'), bad],
  [
    '33 levels',
    turned((good) => {
      good.extra = JSON.parse(nested(33))
    }),
    bad,
  ],
  ['10,000 levels', raw(nested(10_000)), bad],
  ['an id that was not sent', foreign, bad],
  ['an id twice', twice, bad],
  ['what the source does not say', untrue, bad],
  [
    'a JSON that is cut',
    (res, good) => {
      const text = JSON.stringify(good)
      res.writeHead(200, {
        'content-type': 'application/json',
        'content-length': String(text.length),
      })
      res.write(text.slice(0, -10), () => res.destroy())
    },
    bad,
  ],
  [
    'ten megabytes',
    (res, good) => {
      res.writeHead(200, { 'content-type': 'application/json' })
      res.end(JSON.stringify({ ...good, extra: 'x'.repeat(10_000_000) }))
    },
    bad,
  ],
  [
    'a body without end',
    (res) => {
      res.writeHead(200, { 'content-type': 'application/json' })
      const more = () => {
        while (!res.destroyed && res.write('x'.repeat(65_536))) {}
        res.once('drain', more)
      }
      more()
    },
    bad,
  ],
  [
    'one byte after the other, slowly',
    (res) => {
      res.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => res.write(' '), 50)
      res.on('close', () => clearInterval(timer))
    },
    bad,
  ],
  ['a 401', (res) => send(res, 401, { code: 'unauthorized' }), [503, 'ai.misconfigured']],
  ['a 429', (res) => send(res, 429, {}, { 'retry-after': '17' }), [503, 'ai.unavailable']],
  ['a 500', (res) => send(res, 500, { code: 'internal' }), bad],
  ['a 503 that names no time', (res) => send(res, 503, {}), [503, 'ai.unavailable']],
  ['a redirect', (res) => send(res, 302, {}, { location: 'http://127.0.0.1:9/' }), bad],
  ['silence', () => {}, [504, 'ai.timeout']],
  ['a connection that is cut', (res) => void res.destroy(), [503, 'ai.unavailable']],
]
