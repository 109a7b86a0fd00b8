import { type DocumentExtension, documentTypes } from '@worksmart/types/document-types'

/** The kinds that a person filters by, in the order they are offered; `jpeg` is one with `jpg`. */
export const typeNames = {
  pdf: 'PDF',
  docx: 'Word',
  xlsx: 'Excel',
  csv: 'CSV',
  md: 'Markdown',
  txt: 'Text',
  png: 'PNG',
  jpg: 'JPEG',
  webp: 'WebP',
  gif: 'GIF',
} as const satisfies Partial<Record<DocumentExtension, string>>

export type NamedType = keyof typeof typeNames

/** What a stored type is called; the type itself when this build does not know it. */
export function typeName(mime: string): string {
  const endings = Object.keys(typeNames) as NamedType[]
  const known = endings.find((ending) => documentTypes[ending] === mime)
  return known ? typeNames[known] : mime
}

/** For a file chooser: every extension that may be chosen. */
export const acceptedFiles = Object.keys(documentTypes)
  .map((ending) => `.${ending}`)
  .join(',')
