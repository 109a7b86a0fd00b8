import { documentTypes } from '@worksmart/types/document-types'

export type PreviewKind = 'pdf' | 'picture' | 'text' | 'markdown' | 'table'

const kinds: Record<string, PreviewKind> = {
  [documentTypes.pdf]: 'pdf',
  [documentTypes.png]: 'picture',
  [documentTypes.jpg]: 'picture',
  [documentTypes.webp]: 'picture',
  [documentTypes.gif]: 'picture',
  [documentTypes.txt]: 'text',
  [documentTypes.md]: 'markdown',
  [documentTypes.csv]: 'table',
}

/** How a stored type is shown; null for what is only ever downloaded. */
export function previewKind(mime: string): PreviewKind | null {
  return kinds[mime] ?? null
}
