// The same questions of two processes of the real api on one database, in turns: one whose AI help is
// off, so that it looks for words alone, and one that asks the service for the meaning as well.

import { SearchAnswer } from '@worksmart/types/search'
import { startChild } from '../child.ts'
import { treeCpuMicros } from '../cpu.ts'
import { peopleOf } from '../fixture.ts'
import { median } from '../measure.ts'
import type { VariantReady, VariantSettings } from '../variant.ts'
import { type SearchFixture, searchSize } from './search-seed.ts'
import type { Service } from './service.ts'

/** What people type: words that many entries have, that hardly any has, typos, other words for it. */
const questions = {
  common: ['navigation start page', 'weekly report board', 'invoices last quarter', 'slow queries'],
  rare: ['t4711', 't123 backup drill', 't9001', 't77 photos'],
  typo: ['naviagtion start page', 'invocies of the quarter', 'wekly report', 'transaltions letter'],
  meaning: [
    'rehearse',
    'menu of the home screen',
    'bills of the past three months',
    'pictures of goods for sale',
  ],
} as const
type Kind = keyof typeof questions
const kinds = Object.keys(questions) as Kind[]

type Arm = 'words' | 'hybrid'
const arms: readonly Arm[] = ['words', 'hybrid']

export type SearchCost = {
  pieces: number
  /** Medians of the rounds, hybrid divided by words inside each. */
  timeRatio: number
  cpuRatio: number
  /** The largest ratio of times among the four kinds of questions, and its kind. */
  worst: { kind: string; timeRatio: number }
  /** Medians over all questions. */
  ms: Record<Arm, number>
  /** CPU of the api, of Postgres and of the service for one question. */
  cpuMs: Record<Arm, number>
}

type Asked = { kind: Kind; ms: number }
type Round = Record<Arm, { asked: Asked[]; cpuMs: number }>

export async function measureSearch(
  fixture: SearchFixture,
  service: Service,
  rounds: number,
): Promise<SearchCost> {
  const { appUrl, ownerUrl } = fixture
  const { url, token } = service
  const settings: Record<Arm, VariantSettings> = {
    words: { appUrl, ownerUrl },
    hybrid: { appUrl, ownerUrl, inference: { url, token } },
  }
  const started = {
    words: await startChild('variants/app.ts', settings.words),
    hybrid: await startChild('variants/app.ts', settings.hybrid),
  }
  const pids = [started.words[0].pid, started.hybrid[0].pid, fixture.cluster.pid ?? 0, service.pid]
  const cpuMicros = () => pids.reduce((sum, pid) => sum + treeCpuMicros(pid), 0)
  try {
    const done: Round[] = []
    for (let round = 0; round <= rounds; round++) {
      const one: Partial<Round> = {}
      for (const arm of round % 2 === 0 ? arms : [...arms].reverse()) {
        const before = cpuMicros()
        const asked = await askAll((started[arm][1] as VariantReady).port, arm)
        one[arm] = { asked, cpuMs: (cpuMicros() - before) / 1000 / asked.length }
      }
      // The first one is for warming up.
      if (round > 0) done.push(one as Round)
    }
    return costOf(done, fixture.pieces)
  } finally {
    for (const arm of arms) await started[arm][0].stop()
  }
}

/** Every question of a member and of a manager, one after another. */
async function askAll(port: number, arm: Arm): Promise<Asked[]> {
  const people = peopleOf(searchSize.users)
  const askers = [people.findLast(({ role }) => role === 'member'), people[1]]
  const asked: Asked[] = []
  for (const kind of kinds) {
    for (const query of questions[kind]) {
      for (const asker of askers) {
        const started = performance.now()
        const answered = await fetch(`http://127.0.0.1:${port}/search`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-user-id': asker?.id ?? '' },
          body: JSON.stringify({ query }),
        })
        const text = await answered.text()
        asked.push({ kind, ms: performance.now() - started })
        if (!answered.ok) throw new Error(`/search: ${answered.status} ${text}`)
        check(SearchAnswer.parse(JSON.parse(text)), arm, kind, query)
      }
    }
  }
  return asked
}

/** An answer that came about in another way than it says has no place in a comparison. */
function check({ ai, groups }: SearchAnswer, arm: Arm, kind: Kind, query: string): void {
  const hits = groups.flatMap((group) => group.hits)
  const byMeaning = hits.filter(({ matched }) => matched !== 'lexical').length
  const isRight =
    arm === 'words'
      ? ai === 'off' && byMeaning === 0 && (kind === 'meaning' || hits.length > 0)
      : ai === 'ready' && (kind === 'rare' ? hits.length > 0 : byMeaning > 0)
  if (!isRight) {
    throw new Error(`${arm}, "${query}": AI ${ai}, ${hits.length} hits, ${byMeaning} by meaning.`)
  }
}

function costOf(rounds: readonly Round[], pieces: number): SearchCost {
  const timeOf = (arm: Arm, round: Round, kind: Kind | null = null) =>
    round[arm].asked
      .filter((one) => kind === null || one.kind === kind)
      .reduce((sum, { ms }) => sum + ms, 0)
  const timeRatio = (kind: Kind | null) =>
    median(rounds.map((one) => timeOf('hybrid', one, kind) / timeOf('words', one, kind)))
  const each = (pick: (arm: Arm) => number) => ({ words: pick('words'), hybrid: pick('hybrid') })
  const [worst = { kind: '', timeRatio: 0 }] = kinds
    .map((kind) => ({ kind, timeRatio: timeRatio(kind) }))
    .sort((a, b) => b.timeRatio - a.timeRatio)
  return {
    pieces,
    timeRatio: timeRatio(null),
    cpuRatio: median(rounds.map((one) => one.hybrid.cpuMs / one.words.cpuMs)),
    worst,
    ms: each((arm) => median(rounds.flatMap((one) => one[arm].asked.map(({ ms }) => ms)))),
    cpuMs: each((arm) => median(rounds.map((one) => one[arm].cpuMs))),
  }
}
