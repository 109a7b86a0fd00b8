import { limits } from '@worksmart/types/limits'
import type {
  Narrative,
  NarrativeDraft,
  NarrativeFilter,
  NarrativeLine,
  NarrativePage,
  NarrativeWish,
  NewNarrative,
} from '@worksmart/types/narrative'
import { recordChanges } from '../audit/audit.ts'
import { toInstant } from '../db/instant.ts'
import { cutPage, decodeCursor, encodeCursor } from '../db/keyset.ts'
import type { Actor, Tx, Viewer } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { conflict, forbidden, invalidField, notFound } from '../errors.ts'
import { type Retry, type Written, writeOnce } from '../http/idempotency.ts'
import { type ProjectRow, selectProject } from '../projects/projects.queries.ts'
import { addDays } from '../time/weeks.ts'
import { civilNow } from '../time/zoned.ts'
import type { Days } from './anomalies.queries.ts'
import { askKindly } from './ask-kindly.ts'
import { noSuggestion } from './feedback.service.ts'
import type { Call } from './inference-client.ts'
import {
  factsOf,
  type NarrativeData,
  type SourcedFact,
  toNarrativeFact,
  toWire,
} from './narrative-facts.ts'
import { narrateFacts } from './narrative-template.ts'
import {
  insertNarrative,
  selectDecisions,
  selectNarrative,
  selectNarrativePage,
  selectNewDocuments,
  selectPeriod,
  selectProjectTotal,
  selectTaskLines,
  selectWeeks,
  toNarrative,
} from './narratives.queries.ts'
import { holdSuggestion, insertSuggestions, updateDecision } from './suggestions.queries.ts'
import { selectSwitches } from './switches.queries.ts'

const defaultDays = 7

/** What a draft is remembered as until it is published. */
type Draft = Pick<NarrativeDraft, 'source' | 'from' | 'to' | 'sentences' | 'basedOn'>

/**
 * Drafts a status from facts that the caller may see. Nothing is published. `call.onSentence` is told
 * of each sentence once it was checked; when the service fails midway, the draft is the facts alone
 * and what was told before is not in it.
 */
export async function draftNarrative(
  deps: Dependencies,
  actor: Actor,
  projectId: string,
  wish: NarrativeWish,
  call: Call,
): Promise<NarrativeDraft> {
  const read = await deps.database.withActor(actor, async (tx, viewer) => {
    const project = await editable(tx, viewer, projectId)
    const days = daysOf(wish, civilNow(deps.now(), viewer.timeZone).today)
    return {
      days,
      isOn: (await selectSwitches(tx, viewer)).narratives,
      data: await readData(tx, viewer, project, days, deps.now()),
    }
  })
  const { days, data, isOn } = read
  const facts = factsOf(data)
  let told = 0
  const onSentence =
    call.onSentence &&
    ((line: NarrativeLine) => {
      told++
      call.onSentence?.(line)
    })
  const { ai, answer } = await askKindly(
    deps.inference,
    isOn,
    'narrative',
    { projectName: data.project.name, ...days, tone: wish.tone, facts: facts.map(toWire) },
    { ...call, onSentence },
  )
  const phrased = answer?.result.sentences ?? []
  const sentences = phrased.length > 0 ? phrased : narrateFacts(facts)
  if (told === 0) for (const line of sentences) onSentence?.(line)
  const draft: Draft = {
    source: phrased.length > 0 && answer?.strategy === 'llm' ? 'ai' : 'data',
    ...days,
    sentences,
    basedOn: {
      checkinCount: data.count,
      minutes: data.minutes,
      asOf: deps.now().toISOString(),
    },
  }
  const suggestionId = deps.newId()
  // Nobody saw a draft whose caller has left.
  if (call.signal?.aborted) return { ai, suggestionId, facts: facts.map(toNarrativeFact), ...draft }
  await deps.database.withActor(actor, (tx, viewer) =>
    insertSuggestions(tx, viewer, [
      {
        id: suggestionId,
        kind: 'narrative',
        shown: draft,
        evidence: facts,
        strategy: answer?.strategy ?? 'rules',
        model: answer?.model?.id ?? null,
        contextHash: projectId,
      },
    ]),
  )
  return { ai, suggestionId, facts: facts.map(toNarrativeFact), ...draft }
}

/** Published statuses, newest first, and the project's time as it is now. */
export function listNarratives(
  deps: Dependencies,
  actor: Actor,
  projectId: string,
  filter: NarrativeFilter,
): Promise<NarrativePage> {
  const scope = { list: `narratives:${projectId}`, filter, identity: actor }
  const after =
    filter.cursor === undefined ? null : decodeCursor(scope, filter.cursor, ['instant', 'id'])
  return deps.database.withActor(actor, async (tx, viewer) => {
    if (!(await selectProject(tx, viewer, projectId))) throw notFound('project')
    const rows = await selectNarrativePage(tx, viewer, projectId, after, filter.limit)
    const page = cutPage(rows, filter.limit)
    const { count, minutes } = await selectProjectTotal(tx, viewer, projectId)
    return {
      items: page.rows.map(toNarrative),
      nextCursor:
        page.last && encodeCursor(scope, [toInstant(page.last.row.createdAt), page.last.row.id]),
      now: { checkinCount: count, minutes },
    }
  })
}

/** Publishes a draft of the caller as they leave it. It is their write; the draft only helped. */
export function publishNarrative(
  deps: Dependencies,
  actor: Actor,
  projectId: string,
  input: NewNarrative,
  retry: Retry,
): Promise<Written> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    // A retry is answered only to who may still write here.
    await editable(tx, viewer, projectId)
    return writeOnce(tx, viewer, retry, async () => {
      const suggestion = await holdSuggestion(tx, viewer, input.suggestionId)
      if (suggestion?.kind !== 'narrative' || suggestion.contextHash !== projectId) {
        throw noSuggestion()
      }
      const draft = suggestion.shown as Draft
      const facts = (suggestion.evidence as SourcedFact[]).map(toNarrativeFact)
      const cited = new Set(input.sentences.flatMap(({ factIds }) => factIds))
      checkCited(input, new Set(facts.map(({ id }) => id)))
      const edited = JSON.stringify(input.sentences) !== JSON.stringify(draft.sentences)
      const id = input.id ?? deps.newId()
      const made = await insertNarrative(tx, {
        workspaceId: viewer.workspaceId,
        id,
        projectId,
        authorId: viewer.userId,
        source: draft.source,
        edited,
        fromDay: draft.from,
        toDay: draft.to,
        sentences: input.sentences,
        // What no sentence cites was for the drafter's eyes.
        facts: facts.filter((fact) => cited.has(fact.id)),
        checkinCount: draft.basedOn.checkinCount,
        minutes: draft.basedOn.minutes,
        asOf: draft.basedOn.asOf,
      })
      const narrative = await present(tx, viewer, id)
      if (!made) return alreadyThere(viewer, projectId, input, narrative)
      const outcome = edited ? 'edited' : 'accepted'
      await updateDecision(tx, viewer, suggestion.id, {
        outcome,
        value: id,
        until: null,
        latencyMs: null,
      })
      await recordChanges(tx, viewer, [
        {
          id: deps.newId(),
          action: 'narrative.published',
          objectType: 'narrative',
          objectId: id,
          before: null,
          after: { projectId, suggestionId: suggestion.id, outcome, sentences: input.sentences },
        },
      ])
      return { status: 201, body: narrative, etag: null }
    })
  })
}

async function present(tx: Tx, viewer: Viewer, id: string): Promise<Narrative | null> {
  const found = await selectNarrative(tx, viewer, id)
  return found ? toNarrative(found) : null
}

function alreadyThere(
  viewer: Viewer,
  projectId: string,
  input: NewNarrative,
  there: Narrative | null,
) {
  const isSame =
    there !== null &&
    there.projectId === projectId &&
    there.authorId === viewer.userId &&
    JSON.stringify(there.sentences) === JSON.stringify(input.sentences)
  if (!isSame) {
    throw conflict(
      'narrative.id_taken',
      'This id belongs to another status. Take a new one.',
      '/id',
    )
  }
  return { status: 200, body: there, etag: null }
}

function checkCited({ sentences }: NewNarrative, known: ReadonlySet<string>): void {
  sentences.forEach(({ factIds }, index) => {
    if (factIds.every((id) => known.has(id))) return
    throw invalidField(
      `/sentences/${index}/factIds`,
      'unknown_fact',
      'This fact is not of the draft.',
    )
  })
}

async function editable(tx: Tx, viewer: Viewer, id: string): Promise<ProjectRow> {
  const project = await selectProject(tx, viewer, id)
  if (!project) throw notFound('project')
  if (viewer.role === 'member' && project.ownerId !== viewer.userId) {
    throw forbidden(
      'permission.denied',
      'The project’s owner, a manager or an admin can write its status.',
    )
  }
  return project
}

function daysOf({ from, to }: NarrativeWish, today: string): Days {
  const end = to ?? today
  const days = { from: from ?? addDays(end, 1 - defaultDays), to: end }
  if (days.to < days.from) throw invalidField('/to', 'too_small', 'End after the start.')
  if (addDays(days.from, limits.aiDays) < days.to) {
    throw invalidField('/from', 'too_many_days', `A status is about ${limits.aiDays} days at most.`)
  }
  return days
}

async function readData(
  tx: Tx,
  viewer: Viewer,
  project: ProjectRow,
  days: Days,
  now: Date,
): Promise<NarrativeData> {
  const { minutes, count } = await selectProjectTotal(tx, viewer, project.id)
  const manages = viewer.role !== 'member'
  return {
    project,
    ...days,
    minutes,
    count,
    period: manages ? await selectPeriod(tx, viewer, project, days) : null,
    weeks: manages ? [] : await selectWeeks(tx, viewer, project.id, days),
    ...(await selectTaskLines(tx, viewer, project, days, now)),
    decisions: await selectDecisions(tx, viewer, project.id, days),
    documents: await selectNewDocuments(tx, viewer, project.id, days),
  }
}
