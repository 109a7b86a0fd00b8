// The api believes nothing that it cannot check: every id of an answer was in the request, every
// quote stands in the text it is said to be from, every number in the facts that it cites.

import { type InferenceOperation, inferenceOperations } from '@worksmart/types/inference'
import type { AnalyzeResult } from '@worksmart/types/inference/documents'
import type { NarrativeSentence } from '@worksmart/types/inference/narrative'
import type { AnswerOf, RequestOf } from './inference-client.ts'
import { sentenceTrouble } from './sentence-check.ts'

type Check<Op extends InferenceOperation> = (request: RequestOf<Op>, answer: AnswerOf<Op>) => void

/** Parses an answer and checks it against what was asked. Throws when anything does not fit. */
export function checkAnswer<Op extends InferenceOperation>(
  operation: Op,
  request: RequestOf<Op>,
  json: unknown,
): AnswerOf<Op> {
  const answer = inferenceOperations[operation].answer.parse(json) as AnswerOf<Op>
  const check = checks[operation] as Check<Op>
  check(request, answer)
  return answer
}

class Untrue extends Error {}

function demand(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Untrue(`The answer names ${what}.`)
}

const demandKnown = (known: ReadonlySet<string>, ids: readonly string[], what: string) =>
  demand(
    ids.every((id) => known.has(id)),
    `${what} that was not sent`,
  )

const demandOnce = (ids: readonly string[], what: string) =>
  demand(new Set(ids).size === ids.length, `${what} twice`)

type Sent = Pick<RequestOf<'categorize'>, 'candidates' | 'history'>

function checkCategories(sent: Sent, result: AnswerOf<'categorize'>['result']): void {
  const valuesOf = (kind: string) =>
    new Set(
      sent.candidates
        .filter((one) => one.kind === kind)
        .map((one) => (one.kind === 'tag' ? one.tag : one.id)),
    )
  const history = new Set((sent.history ?? []).map((row) => row.id))
  for (const [kind, list] of [
    ['task', result.tasks],
    ['project', result.projects],
    ['tag', result.tags],
  ] as const) {
    const values = list.map((one) => one.value)
    demandKnown(valuesOf(kind), values, `a ${kind}`)
    demandOnce(values, `a ${kind}`)
    for (const { reasons } of list) {
      for (const { entryIds } of reasons) demandKnown(history, entryIds, 'a check-in')
    }
  }
}

/** Throws when a sentence says what the facts that it cites do not. */
export function checkSentence(
  request: RequestOf<'narrative'>,
  { text, factIds }: NarrativeSentence,
): void {
  const facts = new Map(request.facts.map((fact) => [fact.id, fact]))
  demandKnown(new Set(facts.keys()), factIds, 'a fact')
  demandOnce(factIds, 'a fact')
  const cited = factIds.flatMap((id) => facts.get(id) ?? [])
  const trouble = sentenceTrouble(text, cited, request)
  demand(trouble === null, trouble ?? '')
}

const checks: { [Op in InferenceOperation]: Check<Op> } = {
  categorize: (request, { result }) => checkCategories(request, result),

  'categorize-batch': (request, { result }) => {
    demand(result.items.length === request.texts.length, 'another number of lines')
    for (const item of result.items) checkCategories(request, item)
  },

  anomalies: (request, { result }) => {
    const people = new Map(request.people.map((one) => [one.personId, one.entries]))
    for (const finding of result.findings) {
      const entries = people.get(finding.personId)
      demand(entries !== undefined, 'a person who was not sent')
      demandKnown(new Set(entries.map((one) => one.id)), finding.entryIds, 'a check-in')
      demandOnce(finding.entryIds, 'a check-in')
      demandKnown(
        new Set(entries.flatMap((one) => one.projectId ?? [])),
        finding.projectId === null ? [] : [finding.projectId],
        'a project',
      )
      const isInTime = finding.workDate >= request.from && finding.workDate <= request.to
      demand(isInTime, 'a day that was not asked for')
    }
  },

  embed: (request, { result }) => {
    demand(result.vectors.length === request.texts.length, 'another number of texts')
    for (const vector of result.vectors) {
      demand(Buffer.from(vector, 'base64').length === result.dim, 'a vector of another length')
    }
  },

  narrative: (request, { result }) => {
    for (const sentence of result.sentences) checkSentence(request, sentence)
  },

  analyze: (request, { result }) => {
    demand(result.documentId === request.documentId, 'another document')
    demandOnce(
      result.pages.map((page) => String(page.page)),
      'a page',
    )
    checkQuotes(result)
    const names = request.knownNames ?? []
    const people = names.flatMap(({ kind, id }) => (kind === 'person' && id ? [id] : []))
    const named = new Set(names.flatMap(({ id }) => id ?? []))
    const candidates = new Set(
      (request.candidates ?? []).map((one) => (one.kind === 'tag' ? one.tag : one.id)),
    )
    for (const { id } of result.entities) demandKnown(named, id === null ? [] : [id], 'a name')
    for (const { assigneeId } of result.actions) {
      demandKnown(new Set(people), assigneeId === null ? [] : [assigneeId], 'a person')
    }
    for (const { id, reasons } of result.links) {
      demandKnown(candidates, [id], 'a link')
      for (const { entryIds } of reasons) demandKnown(new Set(), entryIds, 'a check-in')
    }
    demandOnce(
      result.links.map((link) => link.id),
      'a link',
    )
  },
}

function checkQuotes({ pages, summary, entities, actions }: AnalyzeResult): void {
  // Offsets count code points, as the service's language does.
  const texts = new Map(pages.map((page) => [page.page, [...page.text]]))
  for (const { page, start, end, quote } of [...summary, ...entities, ...actions]) {
    const text = texts.get(page)
    demand(text !== undefined, 'a page that is not there')
    demand(text.slice(start, end).join('') === quote, 'a quote that is not there')
  }
}
