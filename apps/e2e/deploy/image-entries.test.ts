// The api's image without an engine: its files laid out in a folder, and each service of the
// production compose file that runs it started from there as a plain process, without root's rights,
// with the command, the environment and the health check that the files say. What stands in for the
// rest is a real database and a real store.

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cluster, startCluster } from '@worksmart/dev-services/postgres/cluster'
import { ensureDatabase } from '@worksmart/dev-services/postgres/template-database'
import { type ObjectStore, startObjectStore } from '@worksmart/dev-services/s3/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { makeClerkKey } from '../../api/test/clerk.ts'
import { environmentOf, layOut, stage, stagesOf } from './image-folder.ts'
import { read } from './project-files.ts'

type Service = {
  command?: string[]
  environment?: Record<string, string>
  healthcheck?: { test?: string[] }
}
const { services } = parse(read('docker-compose.prod.yml'), { merge: true }) as {
  services: Record<string, Service>
}
const api = stagesOf(read('apps/api/Dockerfile'))
const defaultCommand = JSON.parse(
  stage(api, 'production').steps.findLast(({ word }) => word === 'CMD')?.rest ?? '[]',
) as string[]
const commit = 'a'.repeat(40)
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

let folder: string
let image: string
let cluster: Cluster
let store: ObjectStore
const children: ChildProcess[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'worksmart-entries-'))
  chmodSync(folder, 0o755)
  image = layOut(api, 'production', folder)
  cluster = await startCluster({ dataDir: join(folder, 'database') })
  await ensureDatabase(cluster, 'worksmart')
  store = await startObjectStore({
    ...{ folder: join(folder, 'objects'), bucket: 'documents', allowedOrigins: [] },
  })
  mkdirSync(join(folder, 'secrets'))
  mkdirSync(join(folder, 'backups'))
  if (nobody.uid !== undefined) chownSync(join(folder, 'backups'), nobody.uid, nobody.gid)
  const secrets = {
    database_url: cluster.superuserUrl('worksmart'),
    clerk_jwt_key: makeClerkKey().publicPem,
    inference_token: 'f3c1'.repeat(16),
    backup_key: '9b7e'.repeat(16),
    s3_secret: store.secretAccessKey,
  }
  for (const [name, text] of Object.entries(secrets))
    writeFileSync(join(folder, 'secrets', name), text, { mode: 0o444 })
}, 240_000)
afterAll(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
  await store?.close()
  await cluster?.stop()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

/** What `.env` of a server says. */
const settings = (): Record<string, string> => ({
  REGISTRY: 'registry.test',
  IMAGE_TAG: commit,
  PUBLIC_ORIGIN: 'https://time.example.com',
  CLERK_PUBLISHABLE_KEY: 'pk_live_x',
  CLERK_ISSUER: 'https://clerk.example.com',
  CLERK_ORGANIZATION_ID: 'org_1',
  FIRST_ADMIN_EMAIL: 'ana@example.com',
  WORKSPACE_NAME: 'Here',
  S3_BUCKET: store.bucket,
  S3_ENDPOINT: store.url,
  S3_REGION: store.region,
  S3_FORCE_PATH_STYLE: 'true',
  S3_ACCESS_KEY_ID: store.accessKeyId,
  S3_SECRET_ACCESS_KEY_FILE: '/run/secrets/s3_secret',
})

/** `${NAME:-default}` and `${NAME:?why}` as compose fills them in, and files where they are here. */
function filled(value: string): string {
  return value
    .replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind?: string, rest = '') => {
      const known = settings()[name]
      if (known) return known
      if (kind === '?') throw new Error(`${name} is missing.`)
      return rest
    })
    .replace('/run/secrets', join(folder, 'secrets'))
    .replace('/srv/backups', join(folder, 'backups'))
}

let nextPort = 21_000 + (process.pid % 5000)

function start(name: string) {
  const { command = defaultCommand, environment = {} } = services[name] ?? {}
  const ports = { PORT: String(nextPort++), METRICS_PORT: String(nextPort++) }
  const [program = '', ...words] = command
  const child = spawn(program === 'node' ? process.execPath : program, words, {
    cwd: join(image, 'apps', 'api'),
    env: {
      PATH: process.env.PATH,
      ...environmentOf(stage(api, 'production')),
      GIT_SHA: commit,
      ...Object.fromEntries(
        Object.entries(environment).map(([key, value]) => [key, filled(`${value}`)]),
      ),
      // Only this machine may reach what a test starts.
      ...{ HOST: '127.0.0.1', OVERLOAD_DELAY_MS: '60000', ...ports },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...nobody,
  })
  children.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
    })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return {
    ended,
    said: () => said,
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
    metrics: async () => (await fetch(`http://127.0.0.1:${ports.METRICS_PORT}/metrics`)).text(),
    /** The health check of compose, at the ports of this test; its exit code. */
    health: () => {
      const [, program = '', ...rest] = services[name]?.healthcheck?.test ?? []
      expect([program, rest[0]]).toEqual(['node', 'healthcheck.mjs'])
      const address = rest
        .at(-1)
        ?.replace(':3000/', `:${ports.PORT}/`)
        .replace(':9464/', `:${ports.METRICS_PORT}/`)
      return spawnSync(process.execPath, ['healthcheck.mjs', address ?? ''], {
        cwd: join(image, 'apps', 'api'),
        ...nobody,
      }).status
    },
  }
}

/** The names of all metrics that a text has. */
const families = (text: string) =>
  [...text.matchAll(/^# TYPE (worksmart_\w+)/gm)].map(([, name = '']) => name)

test('nobody can write into the image', () => {
  const { status } = spawnSync('touch', [join(image, 'apps/api/src/x.ts')], nobody)
  if (nobody.uid !== undefined) expect(status).not.toBe(0)
})

test('api-migrate migrates and makes the first workspace, and a second time changes nothing', async () => {
  const first = start('api-migrate')
  expect([await first.ended, first.said()]).toEqual([
    0,
    expect.stringContaining('Applied 0000_core'),
  ])
  expect(first.said()).toContain('Made the workspace Here.')
  const again = start('api-migrate')
  expect([await again.ended, again.said()]).toEqual([0, 'The database is up to date.\n'])
}, 120_000)

test('the replicas, the worker and the backup become healthy, count, log JSON and end on SIGTERM', async () => {
  const names = ['api-1', 'api-2', 'worker', 'cron']
  const running = names.map((name) => [name, start(name)] as const)
  for (const [name, one] of running)
    await expect
      .poll(() => [name, one.health(), one.health() === 0 ? '' : one.said()], {
        timeout: 60_000,
        interval: 500,
      })
      .toEqual([name, 0, ''])
  const [, cron] = running[3] ?? []
  await expect
    .poll(async () => (await cron?.metrics()) ?? '', { timeout: 60_000, interval: 500 })
    .toContain('worksmart_backup_runs_total{outcome="done"} 1')
  expect(await cron?.metrics()).toContain('worksmart_backup_files{state="missing"} 0')
  expect(readdirSync(join(folder, 'backups'))).toEqual([expect.stringMatching(/\.backup$/)])

  // Every metric of the page comes out of one of them, and nothing else does.
  const page = new Set(read('docs/operations.md').match(/worksmart_[a-z_]+_[a-z]+/g))
  // A network, and no metric.
  page.delete('worksmart_app')
  const made = (
    await Promise.all(running.map(async ([, one]) => families(await one.metrics())))
  ).flat()
  expect([...new Set(made)].sort()).toEqual([...page].sort())

  for (const [name, one] of running) expect([name, await one.stop()]).toEqual([name, 0])
  for (const [, one] of running)
    for (const line of one.said().trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg')
}, 240_000)

test('what the image holds is what these processes needed: nothing of it was made by them', () => {
  const changed = execFileSync(
    'find',
    [image, '-newer', join(folder, 'secrets', 's3_secret'), '-type', 'f'],
    {
      encoding: 'utf8',
    },
  )
  expect(changed).toBe('')
})
