import { nfc, wellFormed } from './characters.ts'
import { lex } from './lexer.ts'
import { isTooLong } from './line-limit.ts'

export type DirectoryProject = { id: string; key: string; name: string; archived: boolean }

export type DirectoryTask = {
  id: string
  projectId: string
  projectKey: string
  number: number
  title: string
  /** The person logged time to it in the last 30 days. */
  recent: boolean
}

/**
 * The projects and tasks a line may mean, and only those the person may see: a row left out is a
 * row that does not exist.
 */
export type Directory = {
  projects: readonly DirectoryProject[]
  tasks: readonly DirectoryTask[]
}

/** A task as typed: `#142` has no key. */
export type TaskRef = { key: string | null; number: number }

export type Names = {
  /** Texts after `@`, as typed but NFC. */
  projects: string[]
  /** Every reference and every word of that shape, whether or not its key exists. */
  tasks: TaskRef[]
}

/** Names are compared NFC, lower case, without white space, `-` and `_`. */
export const foldName = (name: string): string =>
  nfc(nfc(name).toLowerCase()).replace(/[\s_-]+/g, '')

export const toTaskRef = (ref: string): TaskRef => {
  const dash = ref.indexOf('-')
  return dash < 0
    ? { key: null, number: Number(ref.slice(1)) }
    : { key: ref.slice(0, dash), number: Number(ref.slice(dash + 1)) }
}

/**
 * All names a line could ask a directory for, whichever of them are kept as text later. A caller
 * with a database loads just these.
 */
export const namesIn = (line: string): Names => {
  const { items } = isTooLong(line) ? { items: [] } : lex(wellFormed(line), () => true)
  const namesOf = (kind: string) => [
    ...new Set(items.filter((item) => item.kind === kind).map(({ name }) => name)),
  ]
  return { projects: namesOf('project'), tasks: namesOf('task').map(toTaskRef) }
}
