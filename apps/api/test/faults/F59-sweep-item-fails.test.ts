import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { makeStorage, type Storage } from '../../src/storage/storage.ts'
import { createDocumentsApp, type DocumentsApp } from '../documents-app.ts'

let t: DocumentsApp
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

const old = (id: string) =>
  t.sql("update documents set deleted_at = now() - interval '31 days' where id = $1", [id])

test('an item that fails five times is parked and logged, and the others go on', async () => {
  const { member } = t.people
  const ids: string[] = []
  for (let i = 0; i < 3; i++) {
    const { id } = await t.upload(member)
    await old(id)
    ids.push(id)
  }
  const stuck = ids[0] ?? ''
  const real = makeStorage(t.settings)
  let tries = 0
  const storage: Storage = {
    ...real,
    async removeDocument(ref) {
      if (ref.documentId !== stuck) return real.removeDocument(ref)
      tries++
      throw Object.assign(new Error('http://x/?X-Amz-Signature=secret'), {
        code: 'storage.refused',
      })
    },
  }
  const lines: string[] = []
  const sweep = () => t.sweep(0, { storage, log: (line) => lines.push(line) })
  expect(await sweep()).toMatchObject({ purgedDocuments: 2, failed: 1, parked: 0 })
  for (let i = 2; i <= 4; i++) expect(await sweep()).toMatchObject({ failed: 1, parked: 0 })
  expect(await sweep()).toMatchObject({ failed: 1, parked: 1 })
  expect(await sweep()).toMatchObject({ failed: 0, parked: 1 })
  expect(tries).toBe(5)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain(stuck)
  const [row] = await t.sql('select workspace_id, object_key, failures, reason from sweep_failures')
  expect(row).toEqual({
    workspace_id: member.workspaceId,
    object_key: `documents/${member.workspaceId}/${stuck}`,
    failures: 5,
    reason: 'storage.refused',
  })
  real.close()
})

test('storage that is away is nobody’s failure: the sweep ends and begins again later', async () => {
  const { member } = t.people
  await t.sql('delete from sweep_failures')
  const { id } = await t.upload(member)
  await old(id)
  const away = makeStorage({ ...t.settings, endpoint: 'http://127.0.0.1:9', timeoutMs: 500 })
  for (let i = 0; i < 6; i++) {
    await expect(t.sweep(0, { storage: away })).rejects.toMatchObject({ status: 503 })
  }
  expect(await t.sql('select from sweep_failures')).toEqual([])
  away.close()
  expect(await t.sweep(0)).toMatchObject({ purgedDocuments: 2, failed: 0, parked: 0 })
})

test('what works at the second try is forgotten as a failure', async () => {
  const { id } = await t.upload(t.people.member)
  await old(id)
  const real = makeStorage(t.settings)
  let fails = true
  const storage: Storage = {
    ...real,
    async removeDocument(ref) {
      if (fails) throw new Error('Not now.')
      return real.removeDocument(ref)
    },
  }
  expect(await t.sweep(0, { storage })).toMatchObject({ failed: 1 })
  expect(await t.sql('select from sweep_failures')).toHaveLength(1)
  fails = false
  expect(await t.sweep(0, { storage })).toMatchObject({ purgedDocuments: 1, failed: 0 })
  expect(await t.sql('select from sweep_failures')).toEqual([])
  real.close()
})
