import { type Diagnostic, diagnostic } from './diagnostics.ts'
import type { Item } from './lexer.ts'
import { isTagTooLong } from './names.ts'
import type { Suppressed, Token } from './tokens.ts'

export type Sigils = {
  tags: string[]
  project: string | null
  task: { ref: string } | null
  tokens: Token[]
  diagnostics: Diagnostic[]
  hasLongTag: boolean
}

/** Turns every item that overlaps a suppressed span into literal text. */
export const suppress = (items: readonly Item[], spans: Suppressed): void => {
  for (const item of items) {
    if (!spans.some(([start, end]) => start < item.end && item.start < end)) continue
    if (item.kind !== 'text') item.isTransparent = true
    item.bare = ''
    delete item.bad
  }
}

/**
 * Collects tags, project and task. What is not used, because it is a second one, becomes text in
 * `items`; in the legacy form that goes for an overlong tag too, so that old lines never fail.
 */
export const readSigils = (items: readonly Item[], legacy: boolean): Sigils => {
  const tags = new Set<string>()
  const found: Sigils = {
    tags: [],
    project: null,
    task: null,
    tokens: [],
    diagnostics: [],
    hasLongTag: false,
  }
  const report =
    (...[code, reason]: [Diagnostic['code'], Diagnostic['reason']?]) =>
    (item: Item) =>
      found.diagnostics.push(diagnostic(code, item.start, item.end, reason))
  const keepAsText = (item: Item) => {
    item.isTransparent = true
  }
  for (const item of items) {
    const { kind, start, end, name } = item
    if (item.bad) report(item.bad)(item)
    if (kind === 'text' || item.isTransparent) continue
    if (kind === 'tag' && isTagTooLong(name)) {
      if (legacy && tags.size > 0) {
        report('I_IGNORED_TOKEN', 'E_TAG_TOO_LONG')(item)
        keepAsText(item)
        continue
      }
      report('E_TAG_TOO_LONG')(item)
      found.hasLongTag = true
    } else if (kind === 'tag') tags.add(name)
    else if (kind === 'project' && found.project === null) found.project = name
    else if (kind === 'task' && found.task === null) found.task = { ref: name }
    else {
      if (kind === 'project') report('W_DUP_PROJECT')(item)
      // A second key such as WS-2 is most often just mentioned, so it stays text in silence.
      else if (name.startsWith('#')) report('W_DUP_TASK')(item)
      keepAsText(item)
      continue
    }
    found.tokens.push({ kind, start, end })
  }
  found.tags = [...tags]
  return found
}
