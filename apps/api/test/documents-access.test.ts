// A member reaches a colleague's private document by no route, link, key, upload or old address, in
// this workspace and in another; and what was shared is private again the moment it is not.

import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { Person } from './app.ts'
import { databaseHash } from './database-hash.ts'
import { aFile, createDocumentsApp, type DocumentsApp, put } from './documents-app.ts'
import { aProject } from './factories.ts'

let t: DocumentsApp
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

let keys = 0
const aKey = () => `A${++keys}X`
/** Who must not reach what the member keeps private: a colleague, a manager, another workspace. */
const outsiders = ['other', 'manager', 'stranger'] as const

function saying(answer: { statusCode: number; body: string }, ids: string[]) {
  const { instance: _instance, ...problem } = JSON.parse(answer.body) as Record<string, unknown>
  let said = JSON.stringify(problem)
  for (const id of ids) said = said.replaceAll(id, '<id>')
  return { status: answer.statusCode, said }
}

describe('a private document', () => {
  let id: string
  let secret: string
  beforeEach(async () => {
    const made = await t.upload(t.people.member, { name: 'secret.txt', bytes: 'private words' })
    id = made.id
    secret = made.sha256
  })

  const routes = [
    ['GET', ''],
    ['GET', '/download'],
    ['GET', '/download?inline=1'],
    ['GET', '/links'],
    ['PATCH', '', { name: 'mine.txt' }],
    ['DELETE', ''],
    ['POST', '/restore'],
    ['POST', '/links', 'link'],
    ['DELETE', '/links/LINK'],
  ] as const

  test.each(outsiders)(
    'is answered to %s on every route like one that does not exist',
    async (name) => {
      const who = t.people[name]
      const project = await aProject(t, who, { key: aKey() })
      const before = await databaseHash(t)
      for (const [method, end, body] of routes) {
        const ask = async (document: string) => {
          const linkId = v7()
          const url = `/documents/${document}${end.replace('LINK', linkId)}`
          const answer = await t.as(who, method, url, {
            ifMatch: `"${end.includes('LINK') ? linkId : document}.1"`,
            ...(body ? { body: body === 'link' ? { projectId: project } : body } : {}),
          })
          return saying(answer, [document, linkId])
        }
        const answer = await ask(id)
        expect([method, end, answer.status]).toEqual([method, end, 404])
        expect(answer).toEqual(await ask(v7()))
      }
      expect(await databaseHash(t)).toEqual(before)
    },
  )

  test.each(outsiders)('is in no list of %s, whatever the filter, and in no bin', async (name) => {
    const { member } = t.people
    const asked = async () => {
      const bodies: string[] = []
      for (const query of [
        '',
        `?uploaderId=${member.id}`,
        '?q=secret',
        '?mime=text/plain',
        '?status=ready',
        '?deleted=true',
      ]) {
        bodies.push((await t.as(t.people[name], 'GET', `/documents${query}`)).body)
      }
      return bodies
    }
    const before = await asked()
    expect(before.join()).not.toContain(id)
    expect(before.join()).not.toContain(secret)
    await t.upload(member, { name: 'secret.txt', bytes: 'one more' })
    await t.as(member, 'DELETE', `/documents/${id}`, { ifMatch: `"${id}.1"` })
    expect(await asked()).toEqual(before)
  })

  test('cannot be shared by whoever may not see it, even by its link’s own table', async () => {
    for (const name of outsiders) {
      const who = t.people[name]
      const project = await aProject(t, who, { key: aKey() })
      const url = `/documents/${id}/links`
      const answer = await t.as(who, 'POST', url, { body: { projectId: project } })
      expect(answer.json().code).toBe('document.not_found')
    }
    expect(await t.sql('select from document_links where document_id = $1', [id])).toEqual([])
  })

  test('is open to an admin of the workspace and of no other', async () => {
    const { admin, stranger } = t.people
    expect((await t.as(admin, 'GET', `/documents/${id}/download`)).statusCode).toBe(200)
    expect((await t.as(stranger, 'GET', `/documents/${id}/download`)).statusCode).toBe(404)
  })
})

test('another person’s upload can be confirmed by nobody, nor by its document’s id', async () => {
  const { member, other, stranger } = t.people
  const file = aFile()
  const upload = await t.begin(member, file)
  await put(upload, file.bytes)
  const [row] = await t.sql<{ document_id: string }>(
    'select document_id from uploads where id = $1',
    [upload.uploadId],
  )
  for (const who of [other, stranger] as Person[]) {
    for (const id of [upload.uploadId, row?.document_id ?? '']) {
      expect((await t.confirm(who, id)).json().code).toBe('upload.not_found')
    }
  }
  expect((await t.confirm(member, upload.uploadId)).statusCode).toBe(201)
  expect((await t.confirm(other, upload.uploadId)).json().code).toBe('upload.not_found')
})

test('no answer about documents names where the bytes lie', async () => {
  const { member, admin } = t.people
  const { id } = await t.upload(member)
  const project = await aProject(t, admin, { key: aKey() })
  const link = await t.as(member, 'POST', `/documents/${id}/links`, {
    body: { projectId: project },
  })
  const bodies = [link.body]
  for (const url of ['/documents', `/documents/${id}`, `/documents/${id}/links`]) {
    bodies.push((await t.as(admin, 'GET', url)).body)
  }
  expect(bodies.join()).not.toMatch(/storage|extractedData|analysisCode|workspaceId|deletedAt/i)
})
