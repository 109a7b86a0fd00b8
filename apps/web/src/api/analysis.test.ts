import type { AnalysisField, DocumentAnalysis } from '@worksmart/types/analysis'
import { expect, test } from 'vitest'
import { analyzeDocument, applyReview, documentAnalysis } from './analysis.ts'
import type { Client } from './client.ts'
import { makeQueryClient } from './query-client.ts'

const field = (id: string) => ({ id, review: null }) as AnalysisField
const analysis = (status: DocumentAnalysis['status']) =>
  ({ status, fields: [field('f1'), field('f2')], reviewed: 0 }) as unknown as DocumentAnalysis
const review = { outcome: 'dismissed', value: 'x', userId: 'u', userName: 'Ana', at: '' } as const

/** A page that shows an analysis and has asked for it once more; `answer` is what comes of that. */
async function asking() {
  const queryClient = makeQueryClient()
  let answer = (_: DocumentAnalysis) => {}
  const request = (method: string) =>
    method === 'POST'
      ? Promise.resolve(analysis('queued'))
      : new Promise<DocumentAnalysis>((resolve) => {
          answer = resolve
        })
  const client = { request } as unknown as Client
  const { queryKey } = documentAnalysis(client, 'd1')
  queryClient.setQueryData(queryKey, analysis('ready'))
  const asked = queryClient.fetchQuery({ ...documentAnalysis(client, 'd1'), staleTime: 0 })
  return {
    client,
    queryClient,
    shown: () => queryClient.getQueryData<DocumentAnalysis>(queryKey),
    async answers() {
      answer(analysis('ready'))
      await asked
      await Promise.resolve()
    },
  }
}

test('a decision stays when an answer that was asked for before it comes after it', async () => {
  const { queryClient, shown, answers } = await asking()
  applyReview(queryClient, 'd1', 'f2', review)
  await answers()
  expect(shown()?.fields.map((one) => one.review)).toEqual([null, review])
  expect(shown()?.reviewed).toBe(1)
})

test('an analysis that was begun is followed when an answer from before comes after it', async () => {
  const { client, queryClient, shown, answers } = await asking()
  await analyzeDocument(client, queryClient, 'd1', true)
  await answers()
  expect(shown()?.status).toBe('queued')
})
