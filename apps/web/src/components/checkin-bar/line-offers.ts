import type { Categories, Evidence, Proposal } from '@worksmart/types/ai'
import type { Edit } from '@worksmart/types/grammar/fix'
import { tagText } from '@worksmart/types/grammar/names'
import { parseCheckin } from '@worksmart/types/grammar/parse-checkin'
import type { LineReading, Lookup } from './read-lines.ts'

export const offerKinds = ['task', 'project', 'tag'] as const
export type OfferKind = (typeof offerKinds)[number]

/** One value for the line: the best of its kind, and what else it could be. */
export type Offer = {
  kind: OfferKind
  suggestionId: string
  value: string
  /** As a person calls it: `dev`, `Website`, `WEB-142 Nav overflow`. */
  label: string
  /** As it is typed: `#dev`, `@WEB`, `WEB-142`. */
  token: string
  confidence: Proposal['confidence']
  evidence: Evidence[]
  others: { value: string; label: string; token: string }[]
}

/** What the line does not say yet. */
export function openKinds({ resolved }: LineReading): OfferKind[] {
  const { parsed, projectId, taskId } = resolved
  const said = {
    task: taskId !== null || parsed.task !== null,
    project: projectId !== null || parsed.project !== null || parsed.task !== null,
    tag: parsed.tags.length > 0,
  }
  return offerKinds.filter((kind) => !said[kind])
}

/**
 * What is offered for the line, the most telling first. A task says its project, so the two are not
 * offered together unless the task is a guess within that very project.
 */
export function offersOf(
  categories: Categories,
  reading: LineReading,
  lookup: Lookup,
  isDismissed: (kind: OfferKind, value: string) => boolean,
): Offer[] {
  const open = openKinds(reading)
  const bestOf = (kind: OfferKind) =>
    open.includes(kind) ? offerOf(kind, categories, lookup, isDismissed) : null
  const [task, project, tag] = [bestOf('task'), bestOf('project'), bestOf('tag')]
  const own = reading.resolved.projectId ?? project?.value ?? null
  const isInside =
    task !== null && (own === null || keyOf(task.token) === lookup.projectOf.get(own)?.key)
  const isSure = task?.confidence === 'likely' && (reading.resolved.projectId === null || isInside)
  const offers = isSure ? [task, tag] : [project, tag, isInside ? task : null]
  return offers.filter((offer) => offer !== null)
}

const keyOf = (ref: string) => ref.slice(0, ref.indexOf('-'))

function offerOf(
  kind: OfferKind,
  categories: Categories,
  lookup: Lookup,
  isDismissed: (kind: OfferKind, value: string) => boolean,
): Offer | null {
  const suggestion = categories[kind]
  const known = suggestion?.proposals.flatMap((proposal) => {
    const token = tokenOf(kind, proposal, lookup)
    return token === null || isDismissed(kind, proposal.value) ? [] : [{ ...proposal, token }]
  })
  const [best, ...others] = known ?? []
  if (!suggestion || !best) return null
  return { ...best, kind, suggestionId: suggestion.id, others }
}

/** Null for a project that this page does not know, whose key it could not write. */
function tokenOf(kind: OfferKind, { value, label }: Proposal, lookup: Lookup): string | null {
  if (kind === 'tag') return tagText(value)
  if (kind === 'task') return /^[A-Z][A-Z0-9]*-\d+/.exec(label)?.[0] ?? null
  const project = lookup.projectOf.get(value)
  return project ? `@${project.key}` : null
}

/**
 * Writes tokens into a line as if they were typed: at its end, or at its start where a day or a
 * time at the end would stop being one.
 */
export function insertionOf({ start, text, ctx }: LineReading, tokens: readonly string[]): Edit {
  const words = tokens.join(' ')
  const kept = text.trimEnd()
  const atEnd = { start: start + kept.length, end: start + text.length, text: ` ${words} ` }
  const before = parseCheckin(text, ctx)
  const after = parseCheckin(`${kept} ${words}`, ctx)
  const isSame =
    before.minutes === after.minutes &&
    before.date === after.date &&
    before.start === after.start &&
    before.activity === after.activity
  return isSame ? atEnd : { start, end: start, text: `${words} ` }
}
