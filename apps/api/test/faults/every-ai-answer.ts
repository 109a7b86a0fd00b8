import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import type { AiApp } from '../ai-app.ts'
import { aCheckin, aDocument, aProject } from '../factories.ts'

export type AiAnswers = {
  /** What has an answer of its own, by route. */
  kind: Record<string, LightMyRequestResponse>
  /** The code that the analysis of a document comes to, in the answer or in its row. */
  analyze: string
}

/** Something to suggest, to find and to tell of. */
export async function fillForAi(t: AiApp): Promise<{ project: string }> {
  const { member } = t.people
  const project = await aProject(t, member, { key: 'WEB', name: 'Website' })
  await aCheckin(t, member, { activity: 'fix nav menu', projectId: project })
  // Long enough to be unusual, so that there is a finding to turn.
  await aCheckin(t, member, { activity: 'a very long day', minutes: 700 })
  await t.job('index-search')
  return { project }
}

/** Asks every route that the service helps with, once. */
export async function askEverything(t: AiApp, project: string): Promise<AiAnswers> {
  const { member } = t.people
  const kind = {
    categorize: await t.as(member, 'POST', '/categorize', { body: { text: '1h fix nav' } }),
    anomalies: await t.as(member, 'GET', '/anomalies'),
    search: await t.as(member, 'POST', '/search', { body: { query: 'fix nav' } }),
    narrative: await t.as(member, 'POST', `/projects/${project}/status-narrative`),
  }
  const id = await aDocument(t, member)
  const begun = await t.as(member, 'POST', `/documents/${id}/analyze`)
  if (begun.statusCode !== 202) return { kind, analyze: begun.json().code }
  await t.dependencies.background.settle()
  const { status, code } = (await t.as(member, 'GET', `/documents/${id}/analysis`)).json()
  expect(status).toBe('failed')
  return { kind, analyze: code }
}

/** Everything but the analysis is a 200 that says how the service is. */
export function expectKind({ kind }: AiAnswers, ai: string): void {
  for (const [route, answer] of Object.entries(kind)) {
    expect([route, answer.statusCode, answer.json().ai]).toEqual([route, 200, ai])
  }
}
