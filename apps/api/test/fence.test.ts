// The local identity cannot exist in production: what really starts, and what it can reach.

import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { boots, expectBoot } from './boots.ts'
import { runEntry } from './spawn.ts'

test.each(boots.filter((boot) => boot.isQuick))(
  '$entry with $name does what the fence says',
  async (boot) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'worksmart-fence-'))
    await expectBoot(boot, dataDir, '')
  },
)

test('the production entry with a value that does not fit names it', async () => {
  const { code, stderr } = await runEntry('server.ts', { CLERK_ISSUER: 'http://x.test', PORT: 'x' })
  expect(code).toBe(78)
  expect(stderr).toContain('CLERK_ISSUER: Use an https address.')
  expect(stderr).toContain('PORT')
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
