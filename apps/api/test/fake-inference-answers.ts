// What the fake service finds: simple enough to predict, and within the contract.

import type {
  AnomaliesAnswer,
  CategorizeAnswer,
  EmbedAnswer,
  InferenceOperation,
  NarrativeAnswer,
} from '@worksmart/types/inference'
import type { AnomaliesRequest } from '@worksmart/types/inference/anomalies'
import type {
  CategorizeBatchRequest,
  CategorizeRequest,
} from '@worksmart/types/inference/categorize'
import type { AnalyzeRequest, AnalyzeResult } from '@worksmart/types/inference/documents'
import type { EmbedRequest } from '@worksmart/types/inference/embed'
import type { NarrativeRequest } from '@worksmart/types/inference/narrative'
import { fakeModel } from './fake-inference.ts'

export type GoodAnswers = {
  categorize: (request: CategorizeRequest) => CategorizeAnswer['result']
  'categorize-batch': (request: CategorizeBatchRequest) => {
    items: CategorizeAnswer['result'][]
  }
  anomalies: (request: AnomaliesRequest) => AnomaliesAnswer['result']
  embed: (request: EmbedRequest) => EmbedAnswer['result']
  analyze: (request: AnalyzeRequest) => AnalyzeResult
  narrative: (request: NarrativeRequest) => NarrativeAnswer['result']
} & Record<InferenceOperation, unknown>

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}+/gu) ?? []

/** Words that the fake takes for the same thing, so that a paraphrase has something to share. */
const meanings: Record<string, string> = {
  repair: 'fix',
  mend: 'fix',
  navigation: 'nav',
  menu: 'nav',
  signin: 'login',
}

function hashOf(word: string): number {
  let hash = 7
  for (const letter of word) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return hash
}

/** One place of 384 per meaning, so that only texts with a meaning in common are near. */
export function fakeVector(text: string): string {
  const vector = new Int8Array(384)
  for (const word of wordsOf(text)) vector[hashOf(meanings[word] ?? word) % 384] = 100
  return Buffer.from(vector.buffer).toString('base64')
}

type Context = Pick<CategorizeRequest, 'candidates' | 'history'>

function categorize(text: string, { candidates, history = [] }: Context) {
  const words = new Set(wordsOf(text))
  const near = history.filter((row) => wordsOf(row.text).some((word) => words.has(word)))
  const best = (kind: 'task' | 'project' | 'tag') => {
    const counts = new Map<string, string[]>()
    for (const row of near) {
      const values =
        kind === 'tag' ? (row.tags ?? []) : [kind === 'task' ? row.taskId : row.projectId]
      for (const value of values) {
        if (value) counts.set(value, [...(counts.get(value) ?? []), row.id])
      }
    }
    const known = new Set(
      candidates
        .filter((one) => one.kind === kind)
        .map((one) => (one.kind === 'tag' ? one.tag : one.id)),
    )
    return [...counts]
      .filter(([value]) => known.has(value))
      .sort((a, b) => b[1].length - a[1].length)
      .slice(0, 3)
      .map(([value, entryIds]) => ({
        value,
        score: 0.8,
        raw: entryIds.length > 1 ? 0.6 : 0.45,
        confidence: entryIds.length > 1 ? ('likely' as const) : ('maybe' as const),
        reasons: [
          {
            type: 'neighbours' as const,
            text: `like ${entryIds.length} check-ins`,
            entryIds: entryIds.slice(0, 5),
          },
        ],
      }))
  }
  return { tasks: best('task'), projects: best('project'), tags: best('tag') }
}

export const goodAnswers: GoodAnswers = {
  categorize: (request) => categorize(request.text, request),

  'categorize-batch': (request) => ({
    items: request.texts.map((text) => categorize(text, request)),
  }),

  // An entry of ten hours or more is unusual to the fake.
  anomalies: ({ people, from, to }) => ({
    findings: people.flatMap(({ personId, entries }) =>
      entries
        .filter((one) => one.minutes >= 600 && one.workDate >= from && one.workDate <= to)
        .map((one) => ({
          rule: 'entry_unusual' as const,
          personId,
          workDate: one.workDate,
          entryIds: [one.id],
          projectId: one.projectId,
          expected: 60,
          observed: one.minutes,
          n: entries.length,
          basis: 'person' as const,
          text: 'This entry is far longer than usual.',
        })),
    ),
  }),

  embed: ({ texts }) => ({ model: fakeModel, dim: 384, vectors: texts.map(fakeVector) }),

  narrative: ({ facts }) => ({
    sentences: facts.slice(0, 4).map((fact) => ({ text: fact.text, factIds: [fact.id] })),
    dropped: 0,
  }),

  analyze: ({ documentId, candidates = [], knownNames = [] }) => {
    const text = 'Invoice no. 117, due 2026-12-01. Ana Admin will send it to Website.'
    const at = (quote: string) => {
      const start = text.indexOf(quote)
      return { page: 1, start, end: start + quote.length, quote }
    }
    const project = candidates.find((one) => one.kind === 'project')
    const ana = knownNames.find((one) => one.kind === 'person' && one.name === 'Ana Admin')
    return {
      schemaVersion: 1,
      documentId,
      pageCount: 1,
      pages: [{ page: 1, text, source: 'text' }],
      type: { value: 'invoice', confidence: 'likely' },
      summary: [{ text: 'Invoice no. 117', ...at('Invoice no. 117') }],
      entities: [
        { kind: 'date', value: '2026-12-01', id: null, confidence: 'likely', ...at('2026-12-01') },
      ],
      actions: [
        {
          text: 'Ana Admin will send it',
          assigneeId: ana?.id ?? null,
          dueOn: '2026-12-01',
          confidence: 'maybe',
          ...at('Ana Admin will send it'),
        },
      ],
      links: project
        ? [
            {
              kind: 'project',
              id: project.kind === 'project' ? project.id : '',
              confidence: 'maybe',
              reasons: [{ type: 'words', text: 'shares a word', entryIds: [] }],
            },
          ]
        : [],
    }
  },
}
