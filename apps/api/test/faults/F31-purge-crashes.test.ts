import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { makeStorage, type Storage } from '../../src/storage/storage.ts'
import { createDocumentsApp, type DocumentsApp } from '../documents-app.ts'
import { aLink, aProject } from '../factories.ts'

let t: DocumentsApp
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

let id: string
let keys = 0
beforeEach(async () => {
  const { member } = t.people
  id = (await t.upload(member)).id
  await aLink(t, member, id, { projectId: await aProject(t, member, { key: `F${++keys}X` }) })
  await t.sql("update documents set deleted_at = now() - interval '31 days' where id = $1", [id])
})

const what = async () => ({
  row: (await t.sql<{ status: string }>('select status from documents where id = $1', [id]))[0]
    ?.status,
  links: (await t.sql('select from document_links where document_id = $1', [id])).length,
  object: (await t.keys()).some((key) => key.endsWith(id)),
})

/** The storage of a process that ends at this moment. */
function dyingStorage(when: 'before' | 'after'): Storage {
  const real = makeStorage(t.settings)
  return {
    ...real,
    async removeDocument(ref) {
      if (when === 'after') await real.removeDocument(ref)
      throw new Error('The process is gone.')
    },
    async check() {
      throw new Error('The process is gone.')
    },
  }
}

test.each([
  ['before', true],
  ['after', false],
] as const)(
  'a purge that ends %s its object went is finished by the next one',
  async (when, left) => {
    const storage = dyingStorage(when)
    const dies = { ...storage, check: checkOnce(storage) }
    await expect(t.sweep(0, { storage: dies })).rejects.toThrow('The process is gone.')
    expect(await what()).toEqual({ row: 'purging', links: 1, object: left })
    // From the moment the purge began nobody brings it back.
    const restore = await t.as(t.people.member, 'POST', `/documents/${id}/restore`)
    expect(restore.json().code).toBe('document.not_found')
    expect(await t.sweep(0)).toMatchObject({ purgedDocuments: 1, failed: 0, missingObjects: 0 })
    expect(await what()).toEqual({ row: undefined, links: 0, object: false })
    const logged = await t.sql(
      "select actor_id, actor_role from audit_log where action = 'purge' and object_id = $1",
      [id],
    )
    expect(logged).toEqual([{ actor_id: null, actor_role: 'system' }])
  },
)

// The sweep looks at the storage when it starts and again when an item failed.
function checkOnce(storage: Storage): Storage['check'] {
  let looks = 0
  return async (limitMs) => (++looks === 1 ? undefined : storage.check(limitMs))
}
