import type { NarrativeLine } from '@worksmart/types/narrative'
import type { SourcedFact } from './narrative-facts.ts'

const lists: [SourcedFact['kind'], string][] = [
  ['task_done', 'Done'],
  ['task_blocked', 'Blocked'],
  ['task_overdue', 'Overdue'],
  ['document', 'New documents'],
]
const kindsAlone = new Set<SourcedFact['kind']>(['status', 'total', 'hours_by_week', 'budget'])
const longest = 500
const factsCited = 20

/**
 * The facts as sentences, without any model. Each sentence repeats the words of the facts that it
 * cites, so it says nothing else.
 */
export function narrateFacts(facts: readonly SourcedFact[]): NarrativeLine[] {
  const alone = (fact: SourcedFact) => ({ text: fact.text, factIds: [fact.id] })
  const of = (kind: SourcedFact['kind']) => facts.filter((fact) => fact.kind === kind)
  const [status, ...rest] = facts.filter((fact) => kindsAlone.has(fact.kind))
  return [
    ...(status ? [alone(status)] : []),
    ...rest
      .filter((fact) => fact.kind !== 'budget')
      .slice(0, 1)
      .map(alone),
    ...joined('Most time', of('hours_by_task').slice(0, 3)),
    ...lists.flatMap(([kind, title]) => joined(title, of(kind))),
    ...of('decision').map(alone),
    ...rest.filter((fact) => fact.kind === 'budget').map(alone),
  ]
}

/** `Done: WEB-1 Login was done; WEB-2 …`, as many facts as fit into one sentence. */
function joined(title: string, facts: readonly SourcedFact[]): NarrativeLine[] {
  const taken: SourcedFact[] = []
  let text = `${title}: `
  for (const fact of facts.slice(0, factsCited)) {
    const words = fact.text.replace(/\.$/, '')
    const next = taken.length === 0 ? words : `; ${words}`
    if (taken.length > 0 && [...text, ...next].length > longest) break
    text += next
    taken.push(fact)
  }
  if (taken.length === 0) return []
  return [{ text: `${text}.`, factIds: taken.map((fact) => fact.id) }]
}
