// Many hands on the same upload at once.

import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { aFile, createDocumentsApp, type DocumentsApp, put } from './documents-app.ts'

let t: DocumentsApp
beforeAll(async () => {
  t = await createDocumentsApp({ adminUrl: inject('adminUrl'), env: { UPLOAD_PENDING: '20' } })
})
afterAll(() => t.close())

const times = <T>(count: number, work: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, i) => work(i)))

test('of twenty confirms at once one makes the document and the rest wait or get the same', async () => {
  const { member } = t.people
  const file = aFile()
  const upload = await t.begin(member, file)
  await put(upload, file.bytes)
  const answers = await times(20, () => t.confirm(member, upload.uploadId))
  expect(answers.filter((answer) => answer.statusCode === 201)).toHaveLength(1)
  for (const answer of answers) {
    expect([200, 201, 409], answer.body).toContain(answer.statusCode)
    if (answer.statusCode !== 409) continue
    expect(answer.json().code).toBe('upload.confirming')
    expect(answer.headers['retry-after']).toBe('1')
  }
  const last = await t.confirm(member, upload.uploadId)
  expect(last.statusCode).toBe(200)
  expect(await t.sql('select from documents where id = $1', [last.json().id])).toHaveLength(1)
  const logged = await t.sql("select from audit_log where action = 'document.created'")
  expect(logged).toHaveLength(1)
})

test('thirty presigns at once stop at the twentieth that is not finished', async () => {
  const { other } = t.people
  const answers = await times(30, () => t.presign(other))
  const codes = answers.map((answer) => answer.statusCode)
  expect(codes.filter((code) => code === 200)).toHaveLength(20)
  for (const answer of answers.filter((one) => one.statusCode !== 200)) {
    expect(answer.json().code).toBe('upload.too_many_pending')
  }
})

test('presigns at once never promise more room than there is', async () => {
  const small = await createDocumentsApp({
    adminUrl: inject('adminUrl'),
    env: { UPLOAD_QUOTA_BYTES: '1000' },
  })
  const answers = await times(12, () =>
    small.presign(small.people.member, { bytes: 'x'.repeat(300) }),
  )
  expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(3)
  await small.close()
})

test('twenty presigns with one key are one upload', async () => {
  const { manager } = t.people
  const file = aFile()
  const answers = await times(20, () => t.presign(manager, file, 'once'))
  expect(new Set(answers.map((answer) => answer.json().uploadId)).size).toBe(1)
  expect(await t.sql('select from uploads where user_id = $1', [manager.id])).toHaveLength(1)
})

test('of ten PUTs at once on one address one is stored', async () => {
  const { admin } = t.people
  const file = aFile({ bytes: Buffer.alloc(300_000, 'a') })
  const upload = await t.begin(admin, file)
  const codes = (await times(10, () => put(upload, file.bytes))).map((answer) => answer.status)
  expect(codes.filter((code) => code === 200)).toHaveLength(1)
  expect(codes.filter((code) => code === 412 || code === 409)).toHaveLength(9)
  expect((await t.confirm(admin, upload.uploadId)).statusCode).toBe(201)
})

test('a confirm while the PUT is on its way waits for the next try', async () => {
  const { member } = t.people
  const file = aFile({ bytes: Buffer.alloc(5_000_000, 'b') })
  const upload = await t.begin(member, file)
  const arriving = put(upload, file.bytes)
  const early = await t.confirm(member, upload.uploadId)
  if (early.statusCode !== 201) expect(early.json().code).toBe('upload.incomplete')
  expect((await arriving).status).toBe(200)
  expect([200, 201]).toContain((await t.confirm(member, upload.uploadId)).statusCode)
})

test('a confirm whose claim was overtaken ends nothing and makes nothing', async () => {
  const { member } = t.people
  const file = aFile()
  const upload = await t.begin(member, file)
  await put(upload, file.bytes)
  const [before] = await t.sql('select version from uploads where id = $1', [upload.uploadId])
  // As when a first confirm stood still for longer than its claim.
  await t.sql(
    `update uploads set status = 'confirming', claimed_until = now() - interval '1 second',
       version = version + 1 where id = $1`,
    [upload.uploadId],
  )
  const answer = await t.confirm(member, upload.uploadId)
  expect(answer.statusCode, answer.body).toBe(201)
  const [after] = await t.sql('select version, status from uploads where id = $1', [
    upload.uploadId,
  ])
  expect(after).toEqual({ version: Number(before?.version) + 3, status: 'confirmed' })
})

test('a living claim keeps others off for a minute, and not longer', async () => {
  const { member } = t.people
  const file = aFile()
  const upload = await t.begin(member, file)
  await put(upload, file.bytes)
  await t.sql(
    `update uploads set status = 'confirming', claimed_until = now() + interval '60 seconds'
      where id = $1`,
    [upload.uploadId],
  )
  expect((await t.confirm(member, upload.uploadId)).json().code).toBe('upload.confirming')
  t.forward(61_000)
  expect((await t.confirm(member, upload.uploadId)).statusCode).toBe(201)
  t.forward(0)
})
