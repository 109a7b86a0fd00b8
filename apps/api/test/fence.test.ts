// The local identity cannot exist in production: what really starts, and what it can reach.

import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { aFreePort, runEntry } from './spawn.ts'

describe('the production entry', () => {
  test('without settings ends at once with one line that names all of them', async () => {
    const { code, stdout, stderr } = await runEntry('server.ts', {
      PORT: String(await aFreePort()),
    })
    expect([code, stdout]).toEqual([78, ''])
    expect(stderr.trim().split('\n')).toHaveLength(1)
    for (const name of [
      'AUTH_MODE',
      'CLERK_PUBLISHABLE_KEY',
      'CLERK_JWT_KEY',
      'CLERK_ISSUER',
      'CLERK_AUTHORIZED_PARTIES',
      'DATABASE_URL',
    ]) {
      expect(stderr).toContain(name)
    }
  })

  test('with AUTH_MODE=dev ends the same way', async () => {
    const { code, stderr } = await runEntry('server.ts', { AUTH_MODE: 'dev' })
    expect(code).toBe(78)
    expect(stderr).toContain('AUTH_MODE')
  })

  test('with a value that does not fit names it', async () => {
    const { code, stderr } = await runEntry('server.ts', {
      CLERK_ISSUER: 'http://x.test',
      PORT: 'x',
    })
    expect(code).toBe(78)
    expect(stderr).toContain('CLERK_ISSUER: Use an https address.')
    expect(stderr).toContain('PORT')
  })
})

describe('the local entry', () => {
  test.each([
    ['NODE_ENV', { NODE_ENV: 'production' }],
    ['GIT_SHA', { GIT_SHA: '0'.repeat(40) }],
    ['HOST', { HOST: '0.0.0.0' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgresql://me@db.example.com/x' }],
  ] as [string, Record<string, string>][])(
    'refuses to start because of %s, and makes nothing',
    async (name, env) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'worksmart-fence-'))
      const { code, stdout, stderr } = await runEntry('server.dev.ts', {
        WORKSMART_DATA_DIR: dataDir,
        ...env,
      })
      expect([code, stdout]).toEqual([78, ''])
      expect(stderr.trim().split('\n')).toHaveLength(1)
      expect(stderr).toContain(name)
      expect(await readdir(dataDir)).toEqual([])
      await rm(dataDir, { recursive: true })
    },
  )
})

test('migrating without a database says which setting is missing', async () => {
  const { code, stderr } = await runEntry('migrate.ts', {})
  expect([code, stderr]).toEqual([78, 'DATABASE_URL is missing.\n'])
})

const source = fileURLToPath(new URL('../src', import.meta.url))

/** Every file that an import of `entry` can reach, dynamic imports included, and the packages. */
function reachedFrom(entry: string): { files: string[]; packages: string[] } {
  const files = new Set<string>()
  const packages = new Set<string>()
  const visit = (file: string) => {
    if (files.has(file)) return
    files.add(file)
    for (const [, name] of readFileSync(file, 'utf8').matchAll(
      /(?:\bfrom\s+|\bimport\s*\(?\s*)'([^']+)'/g,
    )) {
      if (!name) continue
      if (!name.startsWith('.')) packages.add(name)
      else {
        const target = resolve(dirname(file), name)
        expect(existsSync(target), `${name} in ${file}`).toBe(true)
        visit(target)
      }
    }
  }
  visit(join(source, entry))
  return {
    files: [...files].map((file) => relative(source, file)).sort(),
    packages: [...packages].sort(),
  }
}

describe('the module graph', () => {
  test.each(['server.ts', 'worker.ts', 'cron.ts', 'migrate.ts', 'app.ts'])(
    '%s cannot reach the local identity',
    (entry) => {
      const { files, packages } = reachedFrom(entry)
      const forbidden = files.filter((file) => /dev-header|server\.dev|local-directory/.test(file))
      expect(forbidden).toEqual([])
      expect(packages.filter((name) => name.includes('dev-services'))).toEqual([])
    },
  )

  test('the walk finds what is there: the local entry reaches all of it', () => {
    const { files, packages } = reachedFrom('server.dev.ts')
    expect(files).toContain('identity/dev-header.ts')
    expect(files).toContain('app.ts')
    expect(packages.some((name) => name.startsWith('@worksmart/dev-services/'))).toBe(true)
  })
})
