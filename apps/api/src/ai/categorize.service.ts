import type { Categories, Categorize, Suggestion } from '@worksmart/types/ai'
import type { CategorizeAnswer } from '@worksmart/types/inference'
import type { Actor } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { askKindly } from './ask-kindly.ts'
import {
  type CategorizeContext,
  type ProposedKind,
  proposedKinds,
  readCategorizeContext,
} from './categorize-context.ts'
import type { Call } from './inference-client.ts'
import { candidateValue, labelOf, type Proposed, suggestByRules } from './suggest-by-rules.ts'
import { insertSuggestions, type NewSuggestionRow } from './suggestions.queries.ts'

/** Proposes what a line leaves open. What is shown is remembered, so that the answer can name it. */
export async function categorize(
  deps: Dependencies,
  actor: Actor,
  input: Categorize,
  call: Call,
): Promise<Categories> {
  const context = await deps.database.withActor(actor, (tx, viewer) =>
    readCategorizeContext(tx, viewer, input.text, deps.now()),
  )
  const none = { task: null, project: null, tag: null }
  if (!context.isOn) return { ai: 'off', ...none }
  if (context.candidates.length === 0) return { ai: deps.inference.state(), ...none }
  const { ai, answer } = await askKindly(
    deps.inference,
    true,
    'categorize',
    {
      text: context.activity,
      today: context.today,
      candidates: context.candidates,
      history: context.history,
      vectorModel: context.vectorModel,
      calibration: context.calibration,
    },
    call,
  )
  const rows: NewSuggestionRow[] = []
  const answered: Categories = { ai, ...none }
  for (const kind of proposedKinds) {
    if (!context.open.includes(kind)) continue
    const proposed = answer ? fromAnswer(answer, kind) : suggestByRules(context, kind)
    if (proposed.length === 0) continue
    const suggestion = toSuggestion(deps.newId(), context, kind, proposed)
    answered[kind] = suggestion
    rows.push({
      id: suggestion.id,
      kind,
      shown: proposed.map(({ value, confidence, score, raw = null }) => ({
        value,
        confidence,
        score,
        raw,
      })),
      evidence: proposed.flatMap(({ evidence }) => evidence),
      strategy: answer?.strategy ?? 'rules',
      model: answer?.model?.id ?? null,
      contextHash: context.pattern,
    })
  }
  if (rows.length > 0) {
    await deps.database.withActor(actor, (tx, viewer) => insertSuggestions(tx, viewer, rows))
  }
  return answered
}

const lists = { task: 'tasks', project: 'projects', tag: 'tags' } as const

function fromAnswer({ result }: CategorizeAnswer, kind: ProposedKind): Proposed[] {
  return result[lists[kind]].map(({ value, confidence, score, raw = null, reasons }) => ({
    value,
    confidence,
    score,
    raw,
    evidence: reasons.map(({ type, text, entryIds }) => ({ type, text, checkinIds: entryIds })),
  }))
}

function toSuggestion(
  id: string,
  { candidates }: CategorizeContext,
  kind: ProposedKind,
  proposed: readonly Proposed[],
): Suggestion {
  const labels = new Map(
    candidates.filter((one) => one.kind === kind).map((one) => [candidateValue(one), labelOf(one)]),
  )
  return {
    id,
    proposals: proposed.map(({ value, confidence, evidence }) => ({
      value,
      label: labels.get(value) ?? value,
      confidence,
      evidence,
    })),
  }
}
