import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { SweepReport } from '../../src/storage/sweep.ts'
import { createDocumentsApp, type DocumentsApp } from '../documents-app.ts'
import { aDocument } from '../factories.ts'

let t: DocumentsApp
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

test('a file that was deleted behind our back is told by its download and by the sweep', async () => {
  const { member } = t.people
  const kept = await t.upload(member)
  const { id } = await t.upload(member)
  await t.storage.removeDocument({ workspaceId: member.workspaceId, documentId: id })
  const answer = await t.as(member, 'GET', `/documents/${id}/download`)
  expect(answer.json()).toMatchObject({ status: 409, code: 'document.object_missing' })
  expect(await t.sql("select from audit_log where action = 'document.downloaded'")).toEqual([])

  const lines: string[] = []
  const report = await t.sweep(0, { log: (line) => lines.push(line) })
  expect(report).toMatchObject({ missingObjects: 1, strayObjects: 0, failed: 0 })
  expect(lines).toEqual([`The file of the document ${id} is not in the storage.`])
  // It is told and never removed: what was known of it may be all that is left.
  for (const one of [id, kept.id]) {
    expect((await t.as(member, 'GET', `/documents/${one}`)).statusCode).toBe(200)
  }
})

test('the health of the storage tells that a file is missing, and of nobody’s', async () => {
  let lastSweep: SweepReport | null = null
  const watched = await createDocumentsApp({
    adminUrl: inject('adminUrl'),
    override: () => ({ lastSweep: () => lastSweep }),
  })
  const health = async () =>
    (await watched.as(watched.people.admin, 'GET', '/health/storage')).json()
  expect((await health()).status).toBe('ok')
  await aDocument(watched, watched.people.member)
  lastSweep = await watched.sweep(0)
  expect(await health()).toMatchObject({ status: 'degraded', detail: 'document.object_missing' })
  const nobody = await watched.as(undefined, 'GET', '/health/storage')
  expect(nobody.json()).toEqual({ status: 'degraded' })
  expect((await watched.as(undefined, 'GET', '/health/ready')).statusCode).toBe(200)
  await watched.close()
})
