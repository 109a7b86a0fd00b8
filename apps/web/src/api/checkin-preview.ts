import type { CheckinBatchResult } from '@worksmart/types/checkins'
import { newId } from '../lib/uuid.ts'
import type { Client } from './client.ts'

export type PreviewedLine = { ok: boolean; message: string | null }

/** What the api would say to each line, in order, without writing any. Throws as the client does. */
export async function previewLines(
  client: Client,
  lines: readonly string[],
  clock: { today: string; nowMin: number },
): Promise<readonly PreviewedLine[]> {
  const items = lines.map((text) => ({ text, ...clock, sourceId: newId() }))
  const { refused } = await client.request<CheckinBatchResult>('POST', '/checkins/batch', {
    body: { items, dryRun: true },
  })
  const messages = new Map(
    refused.map(({ index, problem }) => [index, problem.errors?.[0]?.message ?? problem.detail]),
  )
  return lines.map((_, index) => ({
    ok: !messages.has(index),
    message: messages.get(index) ?? null,
  }))
}
