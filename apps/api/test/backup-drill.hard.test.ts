// Total loss and what comes back: a server with people at work is backed up by the command that a
// person runs, its database is destroyed with the whole data folder, and a new one is made from the
// file. Everything that was acknowledged before the backup is there, and the api works on it.

import { spawn } from 'node:child_process'
import { copyFile, mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCluster } from '@worksmart/dev-services/postgres/cluster'
import { createTemplate, ensureDatabase } from '@worksmart/dev-services/postgres/template-database'
import { expect, test } from 'vitest'
import { sumTables } from '../src/db/dump.ts'
import { migrateDatabase } from '../src/db/migrate.ts'
import { issuer, makeClerkKey, mintToken, organizationId, party } from './clerk.ts'
import { createDocumentsApp } from './documents-app.ts'
import { aFreePort, startEntry } from './spawn.ts'

const backupKey = 'a key of the drill, long enough to be one'

const say = (what: string, since: number) =>
  process.stdout.write(`${what} in ${((performance.now() - since) / 1000).toFixed(1)} s\n`)

/** The command as a person runs it. */
async function backup(words: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/backup/backup-cli.ts', ...words], {
    cwd: join(import.meta.dirname, '..'),
    env: { PATH: process.env.PATH, NODE_ENV: 'production', BACKUP_KEY: backupKey, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
    })
  const code = await new Promise<number | null>((ended) => child.on('close', ended))
  return { code, output }
}

test('back up, destroy, restore: every acknowledged row is there, and the api goes on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'worksmart-drill-'))
  const first = await startCluster({ dataDir: join(folder, 'first') })
  await createTemplate(first, async (url) => void (await migrateDatabase(url)))
  const t = await createDocumentsApp({ adminUrl: first.superuserUrl('postgres') })
  const key = makeClerkKey()
  await t.sql("update workspaces set clerk_organization_id = $1 where name = 'Here'", [
    organizationId,
  ])
  await t.as(t.people.admin, 'POST', '/sample-data')
  const acknowledged: string[] = []
  for (let i = 0; i < 300; i++) {
    const answer = await t.as(t.people.member, 'POST', '/checkins', {
      body: { text: `1h #drill line ${i}` },
    })
    expect(answer.statusCode).toBe(201)
    acknowledged.push(answer.json().id)
  }
  const files = await Promise.all(
    ['one', 'two', 'three'].map((bytes) => t.upload(t.people.member, { bytes })),
  )
  const databaseUrl = t.urlFor('postgres')
  const before = await sumTables(databaseUrl)

  const bucket = {
    S3_BUCKET: t.settings.bucket,
    S3_ENDPOINT: t.store.url,
    S3_REGION: t.settings.region,
    S3_ACCESS_KEY_ID: t.store.accessKeyId,
    S3_SECRET_ACCESS_KEY: t.store.secretAccessKey,
  }
  const env = { DATABASE_URL: databaseUrl, BACKUP_DIR: join(folder, 'backups'), ...bucket }
  const begun = performance.now()
  const made = await backup(['now'], env)
  say('Backed up, restored and compared', begun)
  process.stdout.write(made.output)
  expect(made).toMatchObject({ code: 0, output: expect.stringContaining('restored and compared') })
  expect(made.output).toContain('Files: 3 compared, 3 of them with their checksum; 0 missing')
  const [name = ''] = await readdir(env.BACKUP_DIR)
  const file = join(env.BACKUP_DIR, name)

  // The bucket is not on the machine that is lost.
  await t.app.close()
  await t.pool.end()
  await first.kill9()
  await rm(join(folder, 'first'), { recursive: true, force: true })

  const started = performance.now()
  const second = await startCluster({ dataDir: join(folder, 'second') })
  await ensureDatabase(second, 'worksmart')
  const target = second.superuserUrl('worksmart')

  const tampered = join(folder, 'tampered.backup')
  await copyFile(file, tampered)
  const handle = await open(tampered, 'r+')
  await handle.write(Buffer.from('x'), 0, 1, Math.floor((await handle.stat()).size / 2))
  await handle.close()
  const refused = await backup(['restore', tampered], { DATABASE_URL: target })
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('Nothing was read') })
  const unproven = await backup(['verify', tampered], { ...env, DATABASE_URL: target })
  expect(unproven).toMatchObject({ code: 1, output: expect.stringContaining('Nothing was read') })

  const restored = await backup(['restore', file], { DATABASE_URL: target })
  expect(restored).toMatchObject({ code: 0 })
  expect(await sumTables(target)).toEqual(before)

  const port = await aFreePort()
  const server = startEntry('server.ts', {
    NODE_ENV: 'production',
    AUTH_MODE: 'clerk',
    CLERK_PUBLISHABLE_KEY: 'pk_live_test',
    CLERK_JWT_KEY: key.publicPem.replaceAll('\n', '\\n'),
    CLERK_ISSUER: issuer,
    CLERK_AUTHORIZED_PARTIES: party,
    DATABASE_URL: target,
    ...bucket,
    OVERLOAD_DELAY_MS: '60000',
    PORT: String(port),
  })
  await expect
    .poll(
      () =>
        fetch(`http://127.0.0.1:${port}/health/ready`).then(
          (a) => a.status,
          () => 0,
        ),
      {
        timeout: 30_000,
      },
    )
    .toBe(200)
  say('Back', started)
  const headers = { authorization: `Bearer ${mintToken(key, 'mia')}` }
  type Page = { items: { id: string }[]; nextCursor: string | null }
  const get = async (path: string) =>
    (await fetch(`http://127.0.0.1:${port}${path}`, { headers })).json() as Promise<Page>
  const seen = new Set<string>()
  let cursor = ''
  do {
    const page = await get(`/checkins?tag=drill&limit=100${cursor}`)
    for (const { id } of page.items) seen.add(id)
    cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : ''
  } while (cursor)
  expect([...seen].sort()).toEqual([...acknowledged].sort())
  for (const { id } of files) {
    const path = `/documents/${id}/download`
    const signed = await fetch(`http://127.0.0.1:${port}${path}`, { headers })
    expect(signed.status).toBe(200)
    const { url } = (await signed.json()) as { url: string }
    expect((await fetch(url)).status).toBe(200)
  }
  const again = await backup(['verify', file], { ...env, DATABASE_URL: target })
  expect(again).toMatchObject({ code: 0, output: expect.stringContaining('0 missing') })
  const logged = await fetch(`http://127.0.0.1:${port}/checkins`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ text: '1h #drill after the loss' }),
  })
  expect(logged.status).toBe(201)
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  await second.stop()
  t.storage.close()
  await t.store.close()
  await rm(folder, { recursive: true, force: true })
})
