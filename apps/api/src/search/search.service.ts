import type { AiState } from '@worksmart/types/ai'
import {
  type Search,
  type SearchAnswer,
  type SearchHit,
  searchTypes,
} from '@worksmart/types/search'
import { askKindly } from '../ai/ask-kindly.ts'
import type { Call } from '../ai/inference-client.ts'
import { selectSwitches } from '../ai/switches.queries.ts'
import { wordsOf } from '../ai/words.ts'
import { toInstant } from '../db/instant.ts'
import type { Actor, Tx, Viewer } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { civilNow } from '../time/zoned.ts'
import {
  type Piece,
  type Scope,
  selectByParts,
  selectByWords,
  selectVectors,
} from './arms.queries.ts'
import { cosine, toVector } from './cosine.ts'
import { type Fused, fuse } from './fusion.ts'
import { type Found, selectFound } from './pool.queries.ts'
import { rankByWords } from './rank-words.ts'
import { readWish, type Wish } from './search-wish.ts'
import { snippetOf } from './snippet.ts'

const poolRows = 2000
const mostWords = 16
/** Texts that have nothing to do with each other come to about 0.1 with the default model. */
const leastMeaning = 0.35
const mostByMeaning = 50

type Lexical = {
  wish: Wish
  isOn: boolean
  scope: Scope
  words: Piece[]
  parts: Piece[]
}

/** Finds by words, by parts of words and, where the service helps, by meaning; one hit per row. */
export async function search(
  deps: Dependencies,
  actor: Actor,
  input: Search,
  call: Call,
): Promise<SearchAnswer> {
  const read = await deps.database.withActor(actor, (tx, viewer) =>
    readLexical(tx, viewer, input, civilNow(deps.now(), viewer.timeZone).today),
  )
  const { wish, isOn } = read
  // Quotes, tags and references ask for words and nothing else.
  const isAskable = wish.text !== '' && wish.phrases.length === 0
  const { ai, answer } =
    isAskable && wish.types.length > 0
      ? await askKindly(deps.inference, isOn, 'embed', { kind: 'query', texts: [wish.text] }, call)
      : { ai: isOn ? deps.inference.state() : ('off' as AiState), answer: null }
  const vector = answer?.result.vectors[0]
  const target =
    answer && vector
      ? { model: answer.result.model, vector: toVector(Buffer.from(vector, 'base64')) }
      : null
  return deps.database.withActor(actor, async (tx, viewer) => {
    const meaning = target ? await rankByMeaning(tx, viewer, read, target) : []
    const hits = await hydrate(tx, viewer, read, meaning, input.limit, deps.now())
    const { isNarrowed: _isNarrowed, ...understood } = wish
    return {
      ai,
      understood,
      groups: grouped(hits.slice(0, input.limit)),
      more: hits.length > input.limit,
    }
  })
}

async function readLexical(tx: Tx, viewer: Viewer, input: Search, today: string): Promise<Lexical> {
  const wish = await readWish(tx, viewer, input, today)
  const isOn = (await selectSwitches(tx, viewer)).search
  const ownerIds = wish.isNarrowed
    ? (await newestOf(tx, viewer, wish, poolRows)).map(({ id }) => id)
    : null
  const scope = { types: wish.types, ownerIds }
  const asked = [...new Set(wordsOf([wish.text, ...wish.phrases].join(' ')))].slice(0, mostWords)
  const isNothing = wish.types.length === 0 || ownerIds?.length === 0
  const words = isNothing ? [] : await selectByWords(tx, viewer, scope, asked)
  const parts =
    isNothing || wish.phrases.length > 0 ? [] : await selectByParts(tx, viewer, scope, wish.text)
  return {
    wish,
    isOn,
    scope,
    words: rankByWords(asked.join(' '), words.filter(holdsAll(wish.phrases))),
    parts,
  }
}

// A quote has to stand there word for word, whatever its case.
const holdsAll = (phrases: readonly string[]) => {
  const folded = phrases.map(fold)
  return ({ text }: Piece) => folded.every((phrase) => fold(text).includes(phrase))
}
const fold = (text: string) => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ')

async function newestOf(tx: Tx, viewer: Viewer, wish: Wish, limit: number): Promise<Found[]> {
  const found: Found[] = []
  for (const type of wish.types) {
    found.push(...(await selectFound(tx, viewer, type, wish, { ids: null, limit })))
  }
  return found
    .sort((a, b) => (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : 0))
    .slice(0, limit)
}

const dayOf = (found: Found) => found.workDate ?? found.updatedAt.slice(0, 10)

async function rankByMeaning(
  tx: Tx,
  viewer: Viewer,
  { scope, words, parts }: Lexical,
  target: { model: string; vector: Int8Array },
): Promise<Piece[]> {
  if (scope.ownerIds?.length === 0) return []
  const found = [...words, ...parts].map(({ key }) => key.slice(key.indexOf(':') + 1))
  const pieces = await selectVectors(tx, viewer, scope, target.model, [...new Set(found)])
  return pieces
    .map((piece) => ({ piece, near: cosine(target.vector, toVector(piece.embedding)) }))
    .filter(({ near }) => near >= leastMeaning)
    .sort((a, b) => b.near - a.near || (a.piece.key < b.piece.key ? -1 : 1))
    .slice(0, mostByMeaning)
    .map(({ piece }) => piece)
}

/** The hits best first, one more than `limit` when there are more. */
async function hydrate(
  tx: Tx,
  viewer: Viewer,
  { wish, words, parts }: Lexical,
  meaning: readonly Piece[],
  limit: number,
  now: Date,
): Promise<SearchHit[]> {
  if (wish.text === '' && wish.phrases.length === 0) {
    if (!wish.isNarrowed) return []
    return (await newestOf(tx, viewer, wish, limit + 1)).map((found) =>
      toHit(found, found.body, null, wish),
    )
  }
  const best = new Map<string, Piece>()
  for (const piece of [...words, ...parts, ...meaning]) {
    if (!best.has(piece.key)) best.set(piece.key, piece)
  }
  const keysOf = (pieces: readonly Piece[]) => [...new Set(pieces.map(({ key }) => key))]
  const ageMs = (key: string) =>
    now.getTime() - Date.parse(toInstant(best.get(key)?.updatedAt ?? ''))
  const order = fuse(
    { words: keysOf(words), parts: keysOf(parts), meaning: keysOf(meaning) },
    ageMs,
  )
  const rows = await rowsOf(tx, viewer, wish, order)
  return order
    .flatMap(({ key, matched }) => {
      const found = rows.get(key)
      const piece = best.get(key)
      // The index may be a moment behind; what a person may see now is what the row says.
      const text = found?.type === 'document' ? (piece?.text ?? '') : (found?.body ?? '')
      return found ? [toHit(found, text, matched, wish)] : []
    })
    .slice(0, limit + 1)
}

async function rowsOf(
  tx: Tx,
  viewer: Viewer,
  wish: Wish,
  order: readonly Fused[],
): Promise<Map<string, Found>> {
  const rows = new Map<string, Found>()
  for (const type of wish.types) {
    const ids = order.flatMap(({ key }) =>
      key.startsWith(`${type}:`) ? [key.slice(type.length + 1)] : [],
    )
    if (ids.length === 0) continue
    const found = await selectFound(tx, viewer, type, wish, { ids, limit: ids.length })
    for (const one of found) rows.set(`${type}:${one.id}`, one)
  }
  return rows
}

function toHit(
  { body: _body, ...found }: Found,
  text: string,
  matched: SearchHit['matched'],
  wish: Wish,
): SearchHit {
  return {
    ...found,
    matched,
    snippet: snippetOf(text || found.title, wish.text, wish.phrases),
    updatedAt: toInstant(found.updatedAt),
  }
}

/** Groups in the order of their best hit. */
function grouped(hits: readonly SearchHit[]): SearchAnswer['groups'] {
  return searchTypes
    .map((type) => ({ type, hits: hits.filter((hit) => hit.type === type) }))
    .filter((group) => group.hits.length > 0)
    .sort((a, b) => hits.indexOf(a.hits[0] as SearchHit) - hits.indexOf(b.hits[0] as SearchHit))
}
