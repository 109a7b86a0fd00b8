import { fetchAhead, lateCode } from '../late.tsx'

// Logging a line needs none of these, so they stay out of the first chunk.
export const completionList = lateCode(
  async () => (await import('./completion-list.tsx')).CompletionList,
)
export const barSuggestions = lateCode(
  async () => (await import('./bar-suggestions.tsx')).BarSuggestions,
)
export const pastePreview = lateCode(async () => (await import('./paste-preview.tsx')).PastePreview)

/** Fetches them ahead, so that the first use waits for nothing, even after the network went. */
export function fetchLateParts(): void {
  fetchAhead(barSuggestions, completionList, pastePreview)
  void Promise.allSettled([import('./line-notice.ts'), import('./fixes-row.tsx')])
}
