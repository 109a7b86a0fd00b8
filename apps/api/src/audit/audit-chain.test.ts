import { fc, test as property } from '@fast-check/vitest'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type TestApp } from '../../test/app.ts'
import { jobDependencies } from '../../test/job-dependencies.ts'
import type { Pool } from '../db/connect.ts'
import { connectJobs } from '../jobs/connect-jobs.ts'
import { runJob } from '../jobs/jobs.ts'
import { chainLines, firstHash, linkHash } from './audit-chain.ts'
import { verifyChain } from './verify-chain.ts'

let t: TestApp
let pool: Pool
const chain = () => runJob(jobDependencies(pool), 'chain-audit')
const verify = () => verifyChain(pool, t.people.member.workspaceId)
const log = (text: string) => t.as(t.people.member, 'POST', '/checkins', { body: { text } })

beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
  pool = connectJobs(t.urlFor('postgres'))
})
afterAll(async () => {
  await pool.end()
  await t.close()
})

/** What the check says after the log was changed behind the api's back. */
async function tampered(text: string, values: unknown[] = []) {
  await t.sql(text, values)
  return verify()
}

test('every line is chained once, whoever runs the job and however often', async () => {
  for (let i = 0; i < 5; i++) await log(`1h #dev line ${i}`)
  await Promise.all([chain(), chain()])
  await chain()
  expect(await verify()).toEqual({ checked: 5, breach: null })
  await Promise.all(Array.from({ length: 20 }, (_, i) => log(`5m #dev more ${i}`)))
  expect(await chain()).toEqual({ chained: 20 })
  expect(await chain()).toEqual({ chained: 0 })
  expect(await verify()).toEqual({ checked: 25, breach: null })
})

test('values that were erased break nothing, values that were changed do', async () => {
  const [line] = await t.sql<{ audit_id: string }>(
    'select audit_id from audit_chain where workspace_id = $1 and seq = 3',
    [t.people.member.workspaceId],
  )
  const [values] = await t.sql<{ after: object }>(
    'select after from audit_values where audit_id = $1',
    [line?.audit_id],
  )
  expect(
    await tampered(`update audit_values set after = '{"minutes": 5}' where audit_id = $1`, [
      line?.audit_id,
    ]),
  ).toEqual({ checked: 2, breach: { seq: 3, why: 'values changed' } })
  await t.sql('update audit_values set after = $2 where audit_id = $1', [
    line?.audit_id,
    values?.after,
  ])
  expect(await verify()).toEqual({ checked: 25, breach: null })
  await t.sql('delete from audit_values where audit_id = $1', [line?.audit_id])
  expect(await verify()).toEqual({ checked: 25, breach: null })
})

test('a line that was changed, and a link that was taken out, are found', async () => {
  const { workspaceId } = t.people.member
  const at = (seq: number) =>
    `(select audit_id from audit_chain where workspace_id = '${workspaceId}' and seq = ${seq})`
  expect(
    await tampered(`update audit_log set action = 'checkin.viewed' where id = ${at(10)}`),
  ).toEqual({ checked: 9, breach: { seq: 10, why: 'line changed' } })
  await t.sql(`update audit_log set action = 'checkin.created' where id = ${at(10)}`)
  expect((await verify()).breach).toBeNull()
  expect(
    await tampered('delete from audit_chain where workspace_id = $1 and seq = 7', [workspaceId]),
  ).toEqual({ checked: 6, breach: { seq: 7, why: 'gap' } })
})

test('neither the api nor the job can change a line or a link', async () => {
  for (const text of [
    'update audit_chain set hash = hash',
    'delete from audit_chain',
    'update audit_log set action = action',
    'delete from audit_log',
  ]) {
    await expect(pool.query(text), text).rejects.toThrow('permission denied')
    await expect(t.pool.query(text), text).rejects.toThrow('permission denied')
  }
})

const line = fc.record({
  id: fc.uuid(),
  actorId: fc.option(fc.uuid()),
  actorRole: fc.constantFrom('member', 'admin'),
  action: fc.string(),
  objectType: fc.string(),
  objectId: fc.uuid(),
  fields: fc.array(fc.string()),
  reason: fc.option(fc.string()),
  requestId: fc.option(fc.string()),
  valuesHash: fc.option(fc.string()),
  createdAt: fc.string(),
})

property.prop([fc.array(line, { minLength: 2, maxLength: 20 }), fc.nat(), line])(
  'the last hash changes with any line before it',
  (lines, at, other) => {
    const start = { seq: 0, hash: firstHash }
    const index = at % lines.length
    const changed = lines.with(index, { ...other, action: `${lines[index]?.action}!` })
    const links = chainLines(start, lines)
    expect(links.map((link) => link.seq)).toEqual(lines.map((_, i) => i + 1))
    expect(chainLines(start, changed).at(-1)?.hash).not.toBe(links.at(-1)?.hash)
    expect(links[0]?.hash).toBe(lines[0] && linkHash(firstHash, lines[0]))
  },
)
