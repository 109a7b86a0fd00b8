import type { Document, DocumentLink } from '@worksmart/types/documents'
import type { Me } from '@worksmart/types/users'
import type { DocumentsSearch } from '../../lib/documents-search.ts'
import { type NamedType, typeNames } from '../../lib/type-names.ts'

/** `purging` is not among them: such a document is as good as gone. */
export const documentStatusNames = {
  ready: 'Ready',
  scanning: 'Being checked',
  quarantined: 'Quarantined',
} as const satisfies Partial<Record<Document['status'], string>>

/** Whoever sees a document may rename and link it, but of members only the one who uploaded it. */
export function canEdit(document: Document, me: Me): boolean {
  return me.role !== 'member' || document.uploaderId === me.id
}

export function canDelete(document: Document, me: Me): boolean {
  return me.role === 'admin' || document.uploaderId === me.id
}

/** Who sees the document, in a sentence that also says why. */
export function visibilityWords(links: readonly DocumentLink[], isOwn: boolean): string {
  if (links.some(({ projectId, taskId }) => projectId !== null || taskId !== null)) {
    return 'Everyone in the workspace sees it, because it is linked to a project or task.'
  }
  const owner = isOwn ? 'You' : 'Whoever uploaded it'
  if (links.length > 0) return `${owner}, managers and admins see it.`
  return `Only ${isOwn ? 'you' : 'whoever uploaded it'} and admins see it. Linked to a project or task, everyone does.`
}

/** Why nothing is shown, in a sentence. */
export function emptySentence({ type, q }: DocumentsSearch): string {
  const known = type !== undefined && Object.hasOwn(typeNames, type)
  const kind = known ? `${typeNames[type as NamedType]} documents` : 'documents'
  return q === undefined ? `No ${kind} match these filters` : `No ${kind} match “${q}”`
}

/** The name without its ending, and the ending with its dot; a name without one is all stem. */
export function partsOfName(name: string): { stem: string; ending: string } {
  const dot = name.lastIndexOf('.')
  return dot <= 0
    ? { stem: name, ending: '' }
    : { stem: name.slice(0, dot), ending: name.slice(dot) }
}
