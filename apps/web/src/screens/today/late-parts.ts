import { fetchAhead, lateCode } from '../../components/late.tsx'

// What a visit seldom needs, or not before the first rows stand.
export const attentionList = lateCode(
  async () => (await import('./attention-list.tsx')).AttentionList,
)
export const bulkBar = lateCode(async () => (await import('./bulk-bar.tsx')).BulkBar)
export const firstUse = lateCode(async () => (await import('./first-use.tsx')).FirstUse)
export const nothingLogged = lateCode(
  async () => (await import('./nothing-logged.tsx')).NothingLogged,
)
export const rowEdit = lateCode(async () => (await import('./row-edit.tsx')).RowEdit)
export const rowTrouble = lateCode(async () => (await import('./row-trouble.tsx')).RowTrouble)
export const sampleNotice = lateCode(async () => (await import('./sample-notice.tsx')).SampleNotice)
export const taskKey = lateCode(async () => (await import('./task-key.tsx')).TaskKey)

/** Fetches them ahead, so that the first use waits for nothing, even after the network went. */
export function fetchLateParts(): void {
  fetchAhead(attentionList, bulkBar, firstUse, nothingLogged, rowEdit, rowTrouble, sampleNotice)
}
