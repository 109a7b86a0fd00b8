// What one person may keep and begin: each limit has its own code.

import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createDocumentsApp, type DocumentsApp } from './documents-app.ts'
import { expectProblem } from './expect-problem.ts'

describe('what one person may keep', () => {
  let small: DocumentsApp
  beforeAll(async () => {
    small = await createDocumentsApp({
      adminUrl: inject('adminUrl'),
      env: {
        UPLOAD_QUOTA_BYTES: '1000',
        UPLOAD_QUOTA_DOCUMENTS: '4',
        UPLOAD_PENDING: '3',
        UPLOAD_RATE_PER_MINUTE: '5',
      },
    })
  })
  afterAll(() => small.close())

  test('ends with the bytes, deleted documents and begun uploads included, for that person alone', async () => {
    const { member, other } = small.people
    const { id } = await small.upload(member, { bytes: 'x'.repeat(600) })
    await small.as(member, 'DELETE', `/documents/${id}`, { ifMatch: `"${id}.1"` })
    const over = await small.presign(member, { bytes: 'x'.repeat(401) })
    expectProblem(over, 422, 'upload.quota_exceeded')
    expect((await small.presign(member, { bytes: 'x'.repeat(300) })).statusCode).toBe(200)
    const more = await small.presign(member, { bytes: 'x'.repeat(101) })
    expectProblem(more, 422, 'upload.quota_exceeded')
    expect((await small.presign(other, { bytes: 'x'.repeat(401) })).statusCode).toBe(200)
  })

  test('ends with the number of begun uploads, and time alone frees their place', async () => {
    const { manager } = small.people
    for (let i = 0; i < 3; i++) {
      expect((await small.presign(manager, { bytes: 'a' })).statusCode).toBe(200)
    }
    const refused = await small.presign(manager, { bytes: 'a' })
    expectProblem(refused, 429, 'upload.too_many_pending')
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    small.forward(15 * 60_000 + 1000)
    expect((await small.presign(manager, { bytes: 'a' })).statusCode).toBe(200)
    small.forward(0)
  })

  test('ends with the number of documents', async () => {
    const { admin } = small.people
    for (let i = 0; i < 4; i++) await small.upload(admin, { bytes: `${i}` })
    expectProblem(await small.presign(admin), 422, 'upload.quota_exceeded')
  })

  test('may not be begun too fast', async () => {
    const { stranger } = small.people
    for (let i = 0; i < 5; i++) await small.presign(stranger, { name: 'a.exe', mime: 'x/y' })
    const refused = await small.presign(stranger)
    expectProblem(refused, 429, 'rate.limited')
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  })
})
