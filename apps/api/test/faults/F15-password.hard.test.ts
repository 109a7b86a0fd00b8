import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cluster, startCluster } from '@worksmart/dev-services/postgres/cluster'
import { ensureDatabase } from '@worksmart/dev-services/postgres/template-database'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeProduction, type Production, statusAt } from '../production-process.ts'
import { aFreePort } from '../spawn.ts'
import { seen } from './seen.ts'

let folder: string
let cluster: Cluster
let owner: pg.Client
let production: Production
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'worksmart-password-'))
  cluster = await startCluster({ dataDir: folder })
  await ensureDatabase(cluster, 'worksmart')
  owner = new pg.Client({ connectionString: cluster.superuserUrl('worksmart') })
  await owner.connect()
  await owner.query("create role operator login superuser password 'canary-one'")
  const rules = join(folder, 'data', 'pg_hba.conf')
  const rule = 'host all operator 127.0.0.1/32 scram-sha-256\n'
  await writeFile(rules, rule + (await readFile(rules, 'utf8')))
  await owner.query('select pg_reload_conf()')
  const url = new URL(cluster.superuserUrl('worksmart'))
  url.username = 'operator'
  url.password = 'canary-one'
  production = await makeProduction(url.href, ['mia'])
})
afterAll(async () => {
  await production.close()
  await owner.end()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
})

test('a password that was changed is 503 without a word of it, and the old one again is well again', async () => {
  const port = await aFreePort()
  const server = production.start(port, { LOG_LEVEL: 'info' })
  await expect.poll(() => statusAt(port, '/health/ready'), { timeout: 20_000 }).toBe(200)
  const headers = { authorization: `Bearer ${production.tokenOf('mia')}` }
  const list = () => fetch(`http://127.0.0.1:${port}/checkins`, { headers })
  expect((await list()).status).toBe(200)

  await owner.query("alter role operator password 'canary-two'")
  await owner.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'operator'",
  )
  await expect.poll(async () => (await list()).status).toBe(503)
  const refused = await list()
  const body = await refused.text()
  expect(JSON.parse(body)).toMatchObject({ code: 'database.unavailable' })
  expect(refused.headers.get('retry-after')).toBe('2')
  expect(body).not.toMatch(/canary|operator|password/i)
  expect(await statusAt(port, '/health/live')).toBe(200)
  expect(await statusAt(port, '/health/ready')).toBe(503)

  await owner.query("alter role operator password 'canary-one'")
  await expect.poll(async () => (await list()).status, { timeout: 5000 }).toBe(200)
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  expect(server.output.stdout + server.output.stderr).not.toContain('canary')
  seen('F15', '503 database.unavailable, the secret in no answer and no line')
})
