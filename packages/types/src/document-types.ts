// What may be uploaded. It stands apart from the Zod contracts, so that the browser can judge a file
// before anything is sent without loading Zod.

/** Extension to media type: both have to agree, and nothing else is accepted. */
export const documentTypes = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

export type DocumentExtension = keyof typeof documentTypes

/** What a browser may show in place; anything else is only ever downloaded. */
export const inlineTypes: readonly string[] = [
  documentTypes.png,
  documentTypes.jpg,
  documentTypes.webp,
  documentTypes.gif,
  documentTypes.pdf,
  documentTypes.txt,
]

/** The ending of a file's name in small letters, without the dot; null when it has none. */
export function extensionOf(name: string): string | null {
  const dot = name.lastIndexOf('.')
  return dot <= 0 || dot === name.length - 1 ? null : name.slice(dot + 1).toLowerCase()
}

/**
 * The media type that a file of this name has to be sent with; null when such files are not
 * accepted. Browsers do not know some of them (`.md`) and name others differently by system
 * (`.csv`), so the name decides.
 */
export function documentTypeOf(name: string): string | null {
  const extension = extensionOf(name)
  return extension !== null && Object.hasOwn(documentTypes, extension)
    ? documentTypes[extension as DocumentExtension]
    : null
}

// Control characters, and those that turn the direction of text: `invoice<RLO>fdp.exe` reads as
// `invoiceexe.pdf`. They can be seen nowhere and mean nothing in a name.
const hidden = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** A file's name as it is kept: without hidden characters, NFC, trimmed. */
export function cleanFileName(name: string): string {
  return name.replace(hidden, '').normalize('NFC').trim()
}
