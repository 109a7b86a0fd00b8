// A document from the first presign to its purge, over a real object store.

import { createHash } from 'node:crypto'
import type { Document, DocumentLink, DocumentPage } from '@worksmart/types/documents'
import type { ProjectSummary } from '@worksmart/types/projects'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Person } from './app.ts'
import { aFile, createDocumentsApp, type DocumentsApp, put } from './documents-app.ts'
import { aCheckin, aDocument, aLink, aProject, aTask } from './factories.ts'

let t: DocumentsApp
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

let keys = 0
const aKey = () => `D${++keys}X`
const list = async (who: Person, query: string) =>
  ((await t.as(who, 'GET', `/documents?limit=100&${query}`)).json() as DocumentPage).items
const idsOf = async (who: Person, query: string) => (await list(who, query)).map((one) => one.id)
const link = (who: Person, id: string, target: object, key?: string) =>
  t.as(who, 'POST', `/documents/${id}/links`, { body: target, ...(key ? { key } : {}) })

test('a file goes straight to the storage and its facts to the api', async () => {
  const { member } = t.people
  const file = aFile({ name: 'brief.txt', bytes: 'what we promised\n' })
  const upload = await t.begin(member, file)
  expect(Object.keys(upload.headers).sort()).toEqual([
    'content-type',
    'if-none-match',
    'x-amz-checksum-sha256',
  ])
  expect((await put(upload, file.bytes)).status).toBe(200)
  const answer = await t.confirm(member, upload.uploadId)
  expect(answer.statusCode, answer.body).toBe(201)
  const document = answer.json()
  expect(document).toMatchObject({
    uploaderId: member.id,
    name: 'brief.txt',
    mime: 'text/plain',
    sizeBytes: 17,
    sha256: file.sha256,
    status: 'ready',
    analysisStatus: 'none',
    version: 1,
  })
  expect(answer.headers.etag).toBe(`"${document.id}.1"`)
  expect(answer.body).not.toMatch(/storageKey|pending|documents\//)
  expect(await t.keys()).toEqual([`documents/${member.workspaceId}/${document.id}`])

  const download = await t.as(member, 'GET', `/documents/${document.id}/download`)
  expect(download.statusCode, download.body).toBe(200)
  const got = await fetch(download.json().url)
  expect(got.headers.get('content-disposition')).toBe(
    `attachment; filename="brief.txt"; filename*=UTF-8''brief.txt`,
  )
  expect(
    createHash('sha256')
      .update(Buffer.from(await got.arrayBuffer()))
      .digest('hex'),
  ).toBe(file.sha256)
  const list = (await t.as(member, 'GET', '/documents')).json() as DocumentPage
  expect(list.items).toEqual([{ ...document, links: [], linkCount: 0 }])
})

describe('the list', () => {
  test('takes every filter, and each leaves what it says', async () => {
    const { member, admin } = t.people
    const project = await aProject(t, admin, { key: aKey() })
    const task = await aTask(t, admin, project)
    const checkin = await aCheckin(t, member)
    const pdf = await aDocument(t, member, { name: 'Budget 2027.pdf' })
    const png = await aDocument(t, member, { name: 'logo_100%.png', mime: 'image/png' })
    const held = await aDocument(t, member, { status: 'quarantined' })
    const theirs = await aDocument(t, admin)
    await aLink(t, admin, pdf, { projectId: project })
    await aLink(t, member, png, { taskId: task })
    await aLink(t, member, held, { checkinId: checkin })
    await aLink(t, admin, theirs, { projectId: project })
    expect(await idsOf(member, 'mime=image/png')).toEqual([png])
    expect(await idsOf(member, 'status=quarantined')).toEqual([held])
    expect(await idsOf(member, `taskId=${task}`)).toEqual([png])
    expect(await idsOf(member, `checkinId=${checkin}`)).toEqual([held])
    expect(await idsOf(member, `uploaderId=${admin.id}`)).toEqual([theirs])
    expect(await idsOf(member, 'q=budget')).toEqual([pdf])
    expect(await idsOf(member, 'q=0%25')).toEqual([png])
    expect(await idsOf(member, 'q=_')).toEqual([png])
    const ofProject = [pdf, png, theirs].sort()
    expect((await idsOf(member, `projectId=${project}`)).sort()).toEqual(ofProject)
    expect(await idsOf(member, `projectId=${project}&uploaderId=${admin.id}`)).toEqual([theirs])
  })

  test('of a project is as long as its summary says, for every role', async () => {
    const { member, manager, admin } = t.people
    const project = await aProject(t, admin, { key: aKey() })
    const task = await aTask(t, admin, project)
    const gone = await aTask(t, admin, project, { number: 2, deletedAt: '2026-11-24T09:30:00Z' })
    const both = await aDocument(t, admin)
    await aLink(t, admin, both, { projectId: project })
    await aLink(t, admin, both, { taskId: task })
    await aLink(t, admin, await aDocument(t, member), { taskId: task })
    await aLink(t, admin, await aDocument(t, admin), { taskId: gone })
    const binned = await aDocument(t, admin, { deletedAt: '2026-11-24T09:30:00Z' })
    await aLink(t, admin, binned, { projectId: project })
    for (const who of [member, manager, admin]) {
      const summary = (
        await t.as(who, 'GET', `/projects/${project}/summary`)
      ).json() as ProjectSummary
      expect(summary.documents).toBe(2)
      expect(await idsOf(who, `projectId=${project}`)).toHaveLength(2)
    }
  })

  test('gives every document once in any page size, newest first', async () => {
    const { other } = t.people
    const ids: string[] = []
    for (let i = 0; i < 23; i++) {
      const createdAt = `2026-11-24T08:00:0${i % 3}.${i % 2 ? '5' : '0'}00Z`
      ids.push(await aDocument(t, other, { createdAt }))
    }
    const walk = async (limit: number) => {
      const seen: Document[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const at: string = cursor ? `&cursor=${cursor}` : ''
        const url = `/documents?uploaderId=${other.id}&limit=${limit}${at}`
        const page = (await t.as(other, 'GET', url)).json() as DocumentPage
        seen.push(...page.items)
        cursor = page.nextCursor
      }
      return seen
    }
    for (const limit of [1, 4, 22, 23, 100]) {
      const seen = await walk(limit)
      expect(seen.map((row) => row.id).sort()).toEqual([...ids].sort())
      const order = seen.map((row) => `${row.createdAt} ${row.id}`)
      expect(order).toEqual([...order].sort().reverse())
    }
  })

  test('shows the newest links that the caller may see, and how many there are', async () => {
    const { member, manager, admin } = t.people
    const project = await aProject(t, admin, { key: aKey(), name: 'Website' })
    const id = await aDocument(t, member)
    await aLink(t, member, id, { projectId: project })
    for (let number = 1; number <= 5; number++) {
      await aLink(t, admin, id, { taskId: await aTask(t, admin, project, { number }) })
    }
    await aLink(t, manager, id, { checkinId: await aCheckin(t, manager, { activity: 'secret' }) })
    const [seen] = await list(member, `projectId=${project}`)
    expect([seen?.linkCount, seen?.links.length]).toEqual([6, 5])
    expect(JSON.stringify(seen)).not.toContain('secret')
    const [byManager] = await list(manager, `projectId=${project}`)
    expect(byManager?.linkCount).toBe(7)
    expect(byManager?.links[0]).toMatchObject({ title: 'secret', ref: null })
  })
})

describe('a document', () => {
  test('is renamed with its version, and keeps its ending', async () => {
    const { member } = t.people
    const id = await aDocument(t, member)
    const rename = (name: string, ifMatch?: string) =>
      t.as(member, 'PATCH', `/documents/${id}`, { body: { name }, ...(ifMatch ? { ifMatch } : {}) })
    expect((await rename('b.pdf')).json().code).toBe('version.required')
    expect((await rename('b.pdf', '*')).json().code).toBe('version.malformed')
    const refused = await rename('b.exe', `"${id}.1"`)
    expect(refused.json()).toMatchObject({ status: 422, errors: [{ pointer: '/name' }] })
    const answer = await rename('Plan Ü.PDF', `"${id}.1"`)
    expect(answer.json()).toMatchObject({ name: 'Plan Ü.PDF', version: 2 })
    expect(answer.headers.etag).toBe(`"${id}.2"`)
    const stale = await rename('c.pdf', `"${id}.1"`)
    expect(stale.json()).toMatchObject({
      status: 412,
      code: 'version.stale',
      current: { name: 'Plan Ü.PDF', version: 2 },
    })
    expect((await t.as(member, 'GET', `/documents/${id}`)).headers.etag).toBe(`"${id}.2"`)
  })

  test('of twenty renames at once takes one', async () => {
    const { member } = t.people
    const id = await aDocument(t, member)
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        t.as(member, 'PATCH', `/documents/${id}`, {
          body: { name: `${i}.pdf` },
          ifMatch: `"${id}.1"`,
        }),
      ),
    )
    expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1)
    expect(answers.filter((answer) => answer.statusCode === 412)).toHaveLength(19)
  })

  test('that is deleted is gone for everyone at once, with its links, and comes back whole', async () => {
    const { member, other, admin, manager } = t.people
    const project = await aProject(t, admin, { key: aKey() })
    const made = await t.upload(member, { bytes: 'come back' })
    const { id } = made
    const linked = (await link(member, id, { projectId: project })).json() as DocumentLink
    expect((await t.as(other, 'GET', `/documents/${id}`)).statusCode).toBe(200)
    const remove = () => t.as(member, 'DELETE', `/documents/${id}`, { ifMatch: `"${id}.1"` })
    expect((await remove()).statusCode).toBe(204)
    expect((await remove()).json()).toMatchObject({ status: 404, code: 'document.not_found' })
    for (const who of [member, other, admin]) {
      for (const end of ['', '/download', '/links']) {
        expect((await t.as(who, 'GET', `/documents/${id}${end}`)).statusCode).toBe(404)
      }
      expect(await idsOf(who, `projectId=${project}`)).toEqual([])
    }
    expect(await idsOf(member, 'deleted=true')).toContain(id)
    expect(await idsOf(admin, 'deleted=true')).toContain(id)
    expect(await idsOf(other, 'deleted=true')).not.toContain(id)
    expect(await idsOf(manager, 'deleted=true')).not.toContain(id)
    const restored = await t.as(member, 'POST', `/documents/${id}/restore`)
    expect(restored.json()).toMatchObject({ id, version: 3 })
    expect(restored.headers.etag).toBe(`"${id}.3"`)
    const links = (await t.as(other, 'GET', `/documents/${id}/links`)).json()
    expect(links.items).toEqual([linked])
    const { url } = (await t.as(other, 'GET', `/documents/${id}/download`)).json()
    expect(await (await fetch(url)).text()).toBe('come back')
    const again = await t.as(member, 'POST', `/documents/${id}/restore`)
    expect(again.json()).toEqual(restored.json())
  })

  test('that is not ready cannot be downloaded, and one without its file says so', async () => {
    const { member } = t.people
    const download = (id: string) => t.as(member, 'GET', `/documents/${id}/download`)
    for (const status of ['scanning', 'quarantined']) {
      const answer = await download(await aDocument(t, member, { status }))
      expect(answer.json()).toMatchObject({ status: 409, code: 'document.not_ready' })
    }
    const answer = await download(await aDocument(t, member))
    expect(answer.json()).toMatchObject({ status: 409, code: 'document.object_missing' })
  })

  test('is shown in place only when it was asked for and its type allows', async () => {
    const { member } = t.people
    const text = await t.upload(member, { name: 'a.txt' })
    const table = await t.upload(member, { name: 'a.csv', bytes: 'a,b' })
    const kind = async (id: string, query: string) => {
      const { url } = (await t.as(member, 'GET', `/documents/${id}/download${query}`)).json()
      return (await fetch(url)).headers.get('content-disposition')?.split(';')[0]
    }
    expect(await kind(text.id, '')).toBe('attachment')
    expect(await kind(text.id, '?inline=0')).toBe('attachment')
    expect(await kind(text.id, '?inline=1')).toBe('inline')
    expect(await kind(table.id, '?inline=1')).toBe('attachment')
  })

  test('with a name in any script is downloaded under that name, and under its new one', async () => {
    const { member } = t.people
    const name = `Отчёт "Q4" 100% 日本 'x' 🙂.txt`
    const { id } = await t.upload(member, { name })
    const nameOf = async () => {
      const { url } = (await t.as(member, 'GET', `/documents/${id}/download`)).json()
      const header = (await fetch(url)).headers.get('content-disposition') ?? ''
      return decodeURIComponent(header.split("filename*=UTF-8''")[1] ?? '')
    }
    expect(await nameOf()).toBe(name)
    await t.as(member, 'PATCH', `/documents/${id}`, {
      body: { name: 'new.txt' },
      ifMatch: `"${id}.1"`,
    })
    expect(await nameOf()).toBe('new.txt')
  })
})

test('GET /me says what may be uploaded here', async () => {
  const { uploads } = (await t.as(t.people.member, 'GET', '/me')).json()
  expect(uploads.maxBytes).toBe(50 * 1024 * 1024)
  expect(uploads.types).toContain('application/pdf')
  expect(new Set(uploads.types).size).toBe(uploads.types.length)
})
